package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestLimit;
import davit.functions.model.Architecture;
import davit.functions.model.Constraints;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.RuntimeRules;
import davit.functions.model.ZipCode;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/** Publishes an archive as the next version of a layer. */
final class PublishLayerVersion implements Operation.Plain<PublishLayerVersionRequest, PublishLayerVersionResponse> {
    private final ControlPlane lambda;

    PublishLayerVersion(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(PublishLayerVersionRequest input) {
        return List.of(Access.to(
                "lambda:PublishLayerVersion",
                LayerRules.layer(input.layerName()).arn()));
    }

    @Override
    public RequestLimit requestLimit() {
        return CreateFunction.withCode("PublishLayerVersion");
    }

    @Override
    public int successStatus() {
        return 201;
    }

    @Override
    public PublishLayerVersionResponse call(PublishLayerVersionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        new Constraints()
                .required("content", input.content())
                .length("description", input.description(), 0, 256)
                .length("licenseInfo", input.licenseInfo(), 0, 512)
                .words("compatibleRuntimes", input.compatibleRuntimesAsStrings(), RuntimeRules.WORDS)
                .eachOneOf("compatibleArchitectures", input.compatibleArchitecturesAsStrings(), Architecture.WORDS)
                .size("compatibleRuntimes", input.compatibleRuntimesAsStrings(), 0, 15)
                .check();
        CodeSources.Place place = new CodeSources.Place(
                input.content().zipFile(),
                input.content().s3Bucket(),
                input.content().s3Key(),
                input.content().s3ObjectVersion());
        ZipCode code = lambda.packages().sources().take(place, 0);
        LayerVersion made = lambda.code()
                .layers()
                .publish(
                        layer,
                        number -> new LayerVersion(
                                layer,
                                number,
                                code,
                                CreateFunction.or(input.description(), ""),
                                CreateFunction.or(input.licenseInfo(), ""),
                                input.compatibleRuntimesAsStrings(),
                                input.compatibleArchitecturesAsStrings(),
                                lambda.clock().time().now()));
        return Configurations.fill(PublishLayerVersionResponse.builder(), LayerRules.shown(lambda, made))
                .build();
    }
}
