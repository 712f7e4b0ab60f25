package davit.deploy.aws.lambda;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code aws:lambda/alias:Alias}; its id is the ARN. */
public final class AliasResource implements AwsResource {
    private static final String FUNCTION = "functionName";
    private static final String VERSION = "functionVersion";
    private static final String ROUTING = "routingConfig";
    private static final String WEIGHTS = "additionalVersionWeights";
    private static final int LONGEST_NAME = 64;

    private static final Schema SCHEMA = Schema.of(
                    "aws:lambda/alias:Alias",
                    Field.text("description"),
                    Field.text(FUNCTION).required().immutable(),
                    Field.text(VERSION).required(),
                    Field.text("name").immutable(),
                    Schema.REGION,
                    Field.block(ROUTING, Field.map(WEIGHTS)))
            .named("name", LONGEST_NAME)
            .identifiedBy(FUNCTION, "name");

    private final Aws aws;

    /** Aliases of {@code aws}. */
    public AliasResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        CreateAliasRequest.Builder request = CreateAliasRequest.builder()
                .functionName(inputs.text(FUNCTION).orElseThrow())
                .functionVersion(inputs.text(VERSION).orElseThrow())
                .name(inputs.text("name").orElseThrow());
        inputs.text("description").ifPresent(request::description);
        if (inputs.has(ROUTING)) {
            request.routingConfig(routing(inputs));
        }
        return aws.lambda(inputs).createAlias(request.build()).aliasArn();
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        Key key = Key.of(state);
        try {
            var alias = aws.lambda(state.outputs())
                    .getAlias(request -> request.functionName(key.function()).name(key.name()));
            Outputs outputs = new Outputs()
                    .text("arn", alias.aliasArn())
                    .text("description", alias.description())
                    .text(FUNCTION, key.function())
                    .text(VERSION, alias.functionVersion())
                    .text("invokeArn", new InvokeArn(aws).of(alias.aliasArn(), state.outputs()))
                    .text("name", alias.name())
                    .text("region", aws.region(state.outputs()));
            if (alias.routingConfig() != null) {
                Map<String, PropertyValue> weights = new LinkedHashMap<>();
                alias.routingConfig()
                        .additionalVersionWeights()
                        .forEach((version, weight) -> weights.put(version, PropertyValue.of(weight.doubleValue())));
                outputs.block(
                        ROUTING,
                        new Outputs().block(WEIGHTS, new Properties(weights)).build());
            }
            return Optional.of(outputs.build());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        Key key = Key.of(old);
        aws.lambda(old.outputs())
                .updateAlias(request -> request.functionName(key.function())
                        .name(key.name())
                        .functionVersion(inputs.text(VERSION).orElseThrow())
                        .description(inputs.text("description").orElse(""))
                        .routingConfig(routing(inputs)));
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        Key key = Key.of(state);
        try {
            aws.lambda(state.outputs())
                    .deleteAlias(request -> request.functionName(key.function()).name(key.name()));
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    private static AliasRoutingConfiguration routing(Properties inputs) {
        Map<String, Double> weights = new LinkedHashMap<>();
        inputs.object(ROUTING)
                .orElse(Properties.EMPTY)
                .textMap(WEIGHTS)
                .forEach((version, weight) -> weights.put(version, Double.valueOf(weight)));
        return AliasRoutingConfiguration.builder()
                .additionalVersionWeights(weights)
                .build();
    }

    /** The alias of a state; one that is imported has {@code FUNCTION/ALIAS}. */
    private record Key(String function, String name) {
        static Key of(ResourceState state) {
            if (state.inputs().has(FUNCTION)) {
                return new Key(
                        state.inputs().text(FUNCTION).orElseThrow(),
                        state.inputs().text("name").orElseThrow());
            }
            String id = state.id();
            int end = Math.max(id.lastIndexOf('/'), id.lastIndexOf(':'));
            return new Key(id.substring(0, Math.max(end, 0)), id.substring(end + 1));
        }
    }
}
