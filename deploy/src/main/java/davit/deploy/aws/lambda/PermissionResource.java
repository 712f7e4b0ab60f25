package davit.deploy.aws.lambda;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.JsonValues;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code aws:lambda/permission:Permission}: a statement of a function's policy; its id is the statement's. */
public final class PermissionResource implements AwsResource {
    private static final String STATEMENT = "statementId";
    private static final String FUNCTION = "function";
    private static final int LONGEST_NAME = 100;

    private static final Schema SCHEMA = Schema.of(
                    "aws:lambda/permission:Permission",
                    Field.text("action").required().immutable(),
                    Field.text("eventSourceToken").immutable(),
                    Field.text(FUNCTION).required().immutable(),
                    Field.text("functionUrlAuthType").immutable(),
                    Field.bool("invokedViaFunctionUrl").immutable(),
                    Field.text("principal").required().immutable(),
                    Field.text("principalOrgId").immutable(),
                    Field.text("qualifier").immutable(),
                    Schema.REGION,
                    Field.text("sourceAccount").immutable(),
                    Field.text("sourceArn").immutable(),
                    Field.text(STATEMENT).immutable(),
                    Field.text("statementIdPrefix").immutable().local())
            .named(STATEMENT, "statementIdPrefix", LONGEST_NAME)
            .identifiedBy(FUNCTION, STATEMENT);

    /** The condition keys of a statement by the property that sets them. */
    private static final Map<String, String> CONDITIONS = Map.of(
            "aws:sourcearn", "sourceArn",
            "aws:sourceaccount", "sourceAccount",
            "aws:principalorgid", "principalOrgId",
            "lambda:eventsourcetoken", "eventSourceToken",
            "lambda:functionurlauthtype", "functionUrlAuthType");

    private final Aws aws;

    /** Permissions of {@code aws}. */
    public PermissionResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of(STATEMENT);
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        FunctionKey key = FunctionKey.of(inputs, FUNCTION);
        String statement = inputs.text(STATEMENT).orElseThrow();
        AddPermissionRequest.Builder request = AddPermissionRequest.builder()
                .functionName(key.function())
                .statementId(statement)
                .action(inputs.text("action").orElseThrow())
                .principal(inputs.text("principal").orElseThrow());
        key.qualifier().ifPresent(request::qualifier);
        inputs.text("sourceArn").ifPresent(request::sourceArn);
        inputs.text("sourceAccount").ifPresent(request::sourceAccount);
        inputs.text("eventSourceToken").ifPresent(request::eventSourceToken);
        inputs.text("principalOrgId").ifPresent(request::principalOrgID);
        inputs.text("functionUrlAuthType").ifPresent(request::functionUrlAuthType);
        inputs.bool("invokedViaFunctionUrl").filter(via -> via).ifPresent(request::invokedViaFunctionUrl);
        // Another change of the function may be on its way.
        new Waiting(aws.time(), aws.propagation())
                .retrying(
                        error -> AwsErrors.hasCode(error, "ResourceConflictException")
                                && !AwsErrors.says(error, "already exists"),
                        () -> aws.lambda(inputs).addPermission(request.build()));
        return statement;
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        Target target = Target.of(state);
        try {
            String policy = aws.lambda(state.outputs())
                    .getPolicy(request -> {
                        request.functionName(target.key().function());
                        target.key().qualifier().ifPresent(request::qualifier);
                    })
                    .policy();
            return statements(policy).stream()
                    .filter(statement -> statement.text("Sid").equals(Optional.of(target.statement())))
                    .findFirst()
                    .map(statement -> new Outputs()
                            .all(outputs(statement, state.inputs()))
                            .text(FUNCTION, target.key().function())
                            .text("qualifier", target.key().qualifier().orElse(null))
                            .text(STATEMENT, target.statement())
                            .text("region", aws.region(state.outputs()))
                            .build());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<Properties> statements(String policy) {
        return JsonValues.parse(policy)
                .flatMap(PropertyValue::asObject)
                .map(document -> document.objects("Statement"))
                .orElse(List.of());
    }

    private static Properties outputs(Properties statement, Properties inputs) {
        Outputs outputs = new Outputs().text("action", statement.text("Action").orElse(null));
        PropertyValue principal = statement.value("Principal");
        String given = inputs.text("principal").orElse("");
        String actual = principal
                .asText()
                .or(() -> principal
                        .asObject()
                        .flatMap(object -> object.text("Service").or(() -> object.text("AWS"))))
                .orElse("");
        // Lambda turns an account's number into the ARN of its root user.
        boolean isSameAccount = !given.isEmpty() && actual.endsWith("::" + given + ":root");
        outputs.text("principal", isSameAccount ? given : actual);
        statement.object("Condition").orElse(Properties.EMPTY).values().values().stream()
                .flatMap(test -> test.asObject().stream())
                .forEach(test -> test.values().forEach((key, value) -> {
                    String property = CONDITIONS.get(key.toLowerCase(java.util.Locale.ROOT));
                    if (property != null) {
                        outputs.text(property, value.asText().orElse(null));
                    } else if (key.equalsIgnoreCase("lambda:InvokedViaFunctionUrl")) {
                        outputs.bool("invokedViaFunctionUrl", true);
                    }
                }));
        return outputs.build();
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        throw new IllegalStateException("every property of a permission is immutable");
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException, InterruptedException {
        Target target = Target.of(state);
        try {
            new Waiting(aws.time(), aws.propagation())
                    .retrying(
                            error -> AwsErrors.hasCode(error, "ResourceConflictException"),
                            () -> aws.lambda(state.outputs()).removePermission(request -> {
                                request.functionName(target.key().function()).statementId(target.statement());
                                target.key().qualifier().ifPresent(request::qualifier);
                            }));
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    /** The statement of a state; one that is imported has {@code FUNCTION/STATEMENT} or {@code FUNCTION:QUALIFIER/STATEMENT}. */
    private record Target(FunctionKey key, String statement) {
        static Target of(ResourceState state) {
            if (state.inputs().has(FUNCTION)) {
                return new Target(FunctionKey.of(state.inputs(), FUNCTION), state.id());
            }
            int slash = state.id().lastIndexOf('/');
            return new Target(
                    FunctionKey.parse(state.id().substring(0, Math.max(slash, 0)), ':'),
                    state.id().substring(slash + 1));
        }
    }
}
