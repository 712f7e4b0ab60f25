package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** Reserves concurrency for a function, which is its limit too. */
final class PutFunctionConcurrency
        implements Operation.Plain<PutFunctionConcurrencyRequest, PutFunctionConcurrencyResponse> {
    /** What must stay for functions without a reservation. */
    static final int MIN_UNRESERVED = 100;

    private final ControlPlane lambda;

    PutFunctionConcurrency(ControlPlane lambda) {
        this.lambda = lambda;
    }

    /** Reads the name, which must have no qualifier. */
    static FunctionReference reference(String functionName) {
        FunctionReference reference = FunctionReference.parse(functionName, null);
        if (reference.qualifier().isPresent()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not support this"
                            + " operation. Please specify either a function name or an unqualified function ARN.");
        }
        return reference;
    }

    @Override
    public List<Access> access(PutFunctionConcurrencyRequest input) {
        return List.of(Access.to(
                "lambda:PutFunctionConcurrency",
                reference(input.functionName()).id().arn()));
    }

    @Override
    public PutFunctionConcurrencyResponse call(PutFunctionConcurrencyRequest input) {
        new Constraints()
                .required("reservedConcurrentExecutions", input.reservedConcurrentExecutions())
                .range("reservedConcurrentExecutions", input.reservedConcurrentExecutions(), 0, Integer.MAX_VALUE)
                .check();
        FunctionReference reference = reference(input.functionName());
        int wanted = input.reservedConcurrentExecutions();
        lambda.reserve(reference, latest -> {
            checkUnreserved(latest.id(), wanted);
            return latest.withReservedConcurrency(wanted);
        });
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(wanted)
                .build();
    }

    private void checkUnreserved(FunctionId id, int wanted) {
        int provisioned = ProvisionedRules.requested(lambda, id, "");
        if (wanted < provisioned) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(" ReservedConcurrentExecutions  " + wanted
                    + " should not be lower than function's total provisioned concurrency [" + provisioned + "].");
        }
        int others = ProvisionedRules.kept(lambda, other -> !other.equals(id));
        if ((long) lambda.concurrency() - others - wanted < MIN_UNRESERVED) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Specified ReservedConcurrentExecutions for function decreases account's"
                            + " UnreservedConcurrentExecution below its minimum value of [" + MIN_UNRESERVED + "].");
        }
    }
}
