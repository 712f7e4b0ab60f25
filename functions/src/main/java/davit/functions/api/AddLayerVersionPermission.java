package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.PermissionRules;
import davit.functions.model.ResourcePolicy;
import davit.functions.model.ResourcePolicy.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;

/** Lets others use a version of a layer. */
final class AddLayerVersionPermission
        implements Operation.Plain<AddLayerVersionPermissionRequest, AddLayerVersionPermissionResponse> {
    private static final Pattern ACTION = Pattern.compile("lambda:GetLayerVersion");
    private static final Pattern PRINCIPAL = Pattern.compile("\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root");
    private static final Pattern STATEMENT_ID = Pattern.compile("([a-zA-Z0-9-_]+)");
    private static final Pattern ORGANISATION = Pattern.compile("o-[a-z0-9]{10,32}");

    private final ControlPlane lambda;

    AddLayerVersionPermission(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(AddLayerVersionPermissionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        return LayerRules.access(lambda, "lambda:AddLayerVersionPermission", layer, input.versionNumber());
    }

    @Override
    public int successStatus() {
        return 201;
    }

    @Override
    public AddLayerVersionPermissionResponse call(AddLayerVersionPermissionRequest input) {
        new Constraints()
                .required("statementId", input.statementId())
                .required("action", input.action())
                .required("principal", input.principal())
                .pattern("statementId", input.statementId(), STATEMENT_ID)
                .length("statementId", input.statementId(), 1, 100)
                .pattern("action", input.action(), ACTION)
                .pattern("principal", input.principal(), PRINCIPAL)
                .pattern("organizationId", input.organizationId(), ORGANISATION)
                .check();
        LayerVersion version = LayerRules.existing(lambda, input.layerName(), input.versionNumber());
        Statement statement = PermissionRules.statement(
                input.statementId(),
                input.principal(),
                input.action(),
                version.layer().arn(version.number()),
                new PermissionRules.Conditions(null, null, null, input.organizationId(), null, null));
        String revisionId = lambda.code().layers().atomically(() -> add(version, statement, input.revisionId()));
        return AddLayerVersionPermissionResponse.builder()
                .statement(statement.json())
                .revisionId(revisionId)
                .build();
    }

    private String add(LayerVersion version, Statement statement, @Nullable String revisionId) {
        ResourcePolicy before = lambda.code()
                .layers()
                .policy(version.layer(), version.number())
                .orElseGet(() -> new ResourcePolicy("", List.of()));
        LayerRules.checkRevision(before, revisionId);
        if (before.statement(statement.sid()).isPresent()) {
            throw LambdaError.RESOURCE_CONFLICT.because("The statement id (" + statement.sid()
                    + ") provided already exists. Please provide a new statement id, or remove the existing"
                    + " statement.");
        }
        ResourcePolicy after = before.with(statement, lambda.clock().ids().uuid());
        PermissionRules.checkSize(after);
        lambda.code().layers().putPolicy(version.layer(), version.number(), after);
        return after.revisionId();
    }
}
