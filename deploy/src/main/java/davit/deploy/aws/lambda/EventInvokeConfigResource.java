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
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig}; its id is {@code FUNCTION[:QUALIFIER]}. */
public final class EventInvokeConfigResource implements AwsResource {
    private static final String FUNCTION = "functionName";
    private static final String DESTINATIONS = "destinationConfig";
    private static final String ON_FAILURE = "onFailure";
    private static final String ON_SUCCESS = "onSuccess";
    private static final String DESTINATION = "destination";
    private static final String MAX_AGE = "maximumEventAgeInSeconds";
    private static final String RETRIES = "maximumRetryAttempts";
    private static final double DEFAULT_RETRIES = 2;
    private static final char SEPARATOR = ':';

    private static final Schema SCHEMA = Schema.of(
                    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
                    Field.block(
                            DESTINATIONS,
                            Field.block(ON_FAILURE, Field.text(DESTINATION).required()),
                            Field.block(ON_SUCCESS, Field.text(DESTINATION).required())),
                    Field.text(FUNCTION).required().immutable(),
                    Field.number(MAX_AGE),
                    Field.number(RETRIES).byDefault(PropertyValue.of(DEFAULT_RETRIES)),
                    Field.text("qualifier").immutable(),
                    Schema.REGION)
            .identifiedBy(FUNCTION, "qualifier");

    private final Aws aws;

    /** Configurations of {@code aws}. */
    public EventInvokeConfigResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        FunctionKey key = FunctionKey.of(inputs, FUNCTION);
        put(key, inputs);
        return key.id(SEPARATOR);
    }

    private void put(FunctionKey key, Properties inputs) {
        Properties destinations = inputs.object(DESTINATIONS).orElse(Properties.EMPTY);
        DestinationConfig.Builder config = DestinationConfig.builder();
        destination(destinations, ON_FAILURE).ifPresent(arn -> config.onFailure(failure -> failure.destination(arn)));
        destination(destinations, ON_SUCCESS).ifPresent(arn -> config.onSuccess(success -> success.destination(arn)));
        PutFunctionEventInvokeConfigRequest.Builder request = PutFunctionEventInvokeConfigRequest.builder()
                .functionName(key.function())
                .destinationConfig(config.build())
                .maximumRetryAttempts(inputs.integer(RETRIES).orElse((int) DEFAULT_RETRIES));
        key.qualifier().ifPresent(request::qualifier);
        inputs.integer(MAX_AGE).ifPresent(request::maximumEventAgeInSeconds);
        aws.lambda(inputs).putFunctionEventInvokeConfig(request.build());
    }

    private static Optional<String> destination(Properties destinations, String name) {
        return destinations.object(name).flatMap(block -> block.text(DESTINATION));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        FunctionKey key = key(state);
        try {
            var config = aws.lambda(state.outputs()).getFunctionEventInvokeConfig(request -> {
                request.functionName(key.function());
                key.qualifier().ifPresent(request::qualifier);
            });
            Outputs outputs = new Outputs()
                    .text(FUNCTION, key.function())
                    .text("qualifier", key.qualifier().orElse(null))
                    .number(MAX_AGE, config.maximumEventAgeInSeconds())
                    .number(RETRIES, config.maximumRetryAttempts())
                    .text("region", aws.region(state.outputs()));
            if (config.destinationConfig() != null) {
                outputs.block(DESTINATIONS, destinations(config.destinationConfig()));
            }
            return Optional.of(outputs.build());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Properties destinations(DestinationConfig config) {
        Outputs outputs = new Outputs();
        if (config.onFailure() != null) {
            outputs.block(
                    ON_FAILURE,
                    new Outputs()
                            .text(DESTINATION, config.onFailure().destination())
                            .build());
        }
        if (config.onSuccess() != null) {
            outputs.block(
                    ON_SUCCESS,
                    new Outputs()
                            .text(DESTINATION, config.onSuccess().destination())
                            .build());
        }
        return outputs.build();
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        put(key(old), inputs);
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        FunctionKey key = key(state);
        try {
            aws.lambda(state.outputs()).deleteFunctionEventInvokeConfig(request -> {
                request.functionName(key.function());
                key.qualifier().ifPresent(request::qualifier);
            });
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    private static FunctionKey key(ResourceState state) {
        return state.inputs().has(FUNCTION)
                ? FunctionKey.of(state.inputs(), FUNCTION)
                : FunctionKey.parse(state.id(), SEPARATOR);
    }
}
