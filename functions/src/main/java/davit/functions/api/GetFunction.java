package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionReference;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.ZipCode;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** Shows a function: configuration, code, tags and reserved concurrency. */
final class GetFunction implements Operation.Plain<GetFunctionRequest, GetFunctionResponse> {
    private final ControlPlane lambda;

    GetFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetFunctionRequest input) {
        return List.of(Access.to("lambda:GetFunction", reference(input).id().arn()));
    }

    @Override
    public GetFunctionResponse call(GetFunctionRequest input) {
        FunctionReference reference = reference(input);
        QualifiedVersion version = lambda.version(reference);
        Function function = lambda.functions().find(reference.id()).orElseThrow(reference::notFound);
        FunctionCode code = version.current().code();
        GetFunctionResponse.Builder response = GetFunctionResponse.builder()
                .configuration(Configurations.of(version, reference.arn()))
                .code(location(reference.id().name(), code));
        if (!function.tags().isEmpty()) {
            response.tags(function.tags());
        }
        if (function.reservedConcurrency() != null) {
            response.concurrency(Concurrency.builder()
                    .reservedConcurrentExecutions(function.reservedConcurrency())
                    .build());
        }
        return response.build();
    }

    private FunctionCodeLocation location(String name, FunctionCode code) {
        ZipCode zip = code.zip();
        return zip == null
                ? FunctionCodeLocation.builder()
                        .repositoryType("ECR")
                        .imageUri(code.imageUri())
                        .resolvedImageUri(code.resolvedImageUri())
                        .build()
                : FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location(lambda.code().downloads().address(name, zip))
                        .build();
    }
}
