package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.PermissionRules;
import davit.functions.model.ResourcePolicy;
import davit.functions.model.ResourcePolicy.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;

/** Adds a statement to a function's policy. */
final class AddPermission implements Operation.Plain<AddPermissionRequest, AddPermissionResponse> {
    private static final Pattern STATEMENT_ID = Pattern.compile("([a-zA-Z0-9-_]+)");
    private static final Pattern ACTION = Pattern.compile("(lambda:[*]|lambda:[a-zA-Z]+|[*])");
    private static final Pattern PRINCIPAL = Pattern.compile("[^\\s]+");
    private static final Pattern SOURCE_ARN = Pattern.compile(
            "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)");
    private static final Pattern SOURCE_ACCOUNT = Pattern.compile("\\d{12}");
    private static final int MAX_STATEMENT_ID = 100;

    private static final int CREATED = 201;

    private final ControlPlane lambda;

    AddPermission(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(AddPermissionRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(AddPermissionRequest input) {
        return List.of(Access.to("lambda:AddPermission", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public AddPermissionResponse call(AddPermissionRequest input) {
        checkConstraints(input);
        FunctionReference reference = reference(input);
        if (reference.qualifier().filter(FunctionReference.LATEST::equals).isPresent()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "We currently do not support adding policies for $LATEST.");
        }
        Statement statement = lambda.policies().atomically(() -> {
            var ignored = lambda.existingForPolicy(reference);
            Statement added = statement(reference, input);
            add(reference, added, input.revisionId());
            return added;
        });
        return AddPermissionResponse.builder().statement(statement.json()).build();
    }

    private static Statement statement(FunctionReference reference, AddPermissionRequest input) {
        return PermissionRules.statement(
                input.statementId(),
                input.principal(),
                input.action(),
                reference.arn(),
                new PermissionRules.Conditions(
                        input.sourceArn(),
                        input.sourceAccount(),
                        input.eventSourceToken(),
                        input.principalOrgID(),
                        input.functionUrlAuthTypeAsString(),
                        input.invokedViaFunctionUrl()));
    }

    private static void checkConstraints(AddPermissionRequest input) {
        new Constraints()
                .required("statementId", input.statementId())
                .required("action", input.action())
                .required("principal", input.principal())
                .pattern("statementId", input.statementId(), STATEMENT_ID)
                .length("statementId", input.statementId(), 1, MAX_STATEMENT_ID)
                .pattern("action", input.action(), ACTION)
                .pattern("principal", input.principal(), PRINCIPAL)
                .pattern("sourceArn", input.sourceArn(), SOURCE_ARN)
                .pattern("sourceAccount", input.sourceAccount(), SOURCE_ACCOUNT)
                .oneOf("functionUrlAuthType", input.functionUrlAuthTypeAsString(), List.of("NONE", "AWS_IAM"))
                .check();
    }

    private void add(FunctionReference reference, Statement statement, @Nullable String revisionId) {
        ResourcePolicy before = lambda.policies()
                .find(reference.id(), reference.qualifierOrLatest())
                .orElseGet(() -> new ResourcePolicy(lambda.clock().ids().uuid(), List.of()));
        GetPolicy.checkRevision(before, revisionId);
        if (before.statement(statement.sid()).isPresent()) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "The statement id (" + statement.sid()
                            + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
        }
        ResourcePolicy after = before.with(statement, lambda.clock().ids().uuid());
        PermissionRules.checkSize(after);
        lambda.policies().put(reference.id(), reference.qualifierOrLatest(), after);
    }
}
