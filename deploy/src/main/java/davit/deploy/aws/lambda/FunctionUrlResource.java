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
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

/** {@code aws:lambda/functionUrl:FunctionUrl}; its id is {@code FUNCTION} or {@code FUNCTION/QUALIFIER}. */
public final class FunctionUrlResource implements AwsResource {
    private static final String FUNCTION = "functionName";
    private static final String AUTHORIZATION = "authorizationType";
    private static final String CORS = "cors";
    private static final String MODE = "invokeMode";
    private static final String PUBLIC = "NONE";
    private static final char SEPARATOR = '/';

    private static final Schema SCHEMA = Schema.of(
                    "aws:lambda/functionUrl:FunctionUrl",
                    Field.text(AUTHORIZATION).required(),
                    Field.block(
                            CORS,
                            Field.bool("allowCredentials"),
                            Field.textSet("allowHeaders"),
                            Field.textSet("allowMethods"),
                            Field.textSet("allowOrigins"),
                            Field.textSet("exposeHeaders"),
                            Field.number("maxAge")),
                    Field.text(FUNCTION).required().immutable(),
                    Field.text(MODE).byDefault(PropertyValue.of("BUFFERED")),
                    Field.text("qualifier").immutable(),
                    Schema.REGION)
            .identifiedBy(FUNCTION, "qualifier");

    private final Aws aws;

    /** Function URLs of {@code aws}. */
    public FunctionUrlResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        FunctionKey key = FunctionKey.of(inputs, FUNCTION);
        CreateFunctionUrlConfigRequest.Builder request = CreateFunctionUrlConfigRequest.builder()
                .functionName(key.function())
                .authType(inputs.text(AUTHORIZATION).orElseThrow());
        key.qualifier().ifPresent(request::qualifier);
        inputs.text(MODE).ifPresent(request::invokeMode);
        if (inputs.has(CORS)) {
            request.cors(cors(inputs));
        }
        aws.lambda(inputs).createFunctionUrlConfig(request.build());
        return key.id(SEPARATOR);
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs) {
        if (inputs.text(AUTHORIZATION).orElseThrow().equals(PUBLIC)) {
            allowEverybody(aws.lambda(inputs), FunctionKey.of(inputs, FUNCTION));
        }
    }

    /** A public URL answers only if the function's policy says so too; AWS's own tools add it. */
    private static void allowEverybody(LambdaClient lambda, FunctionKey key) {
        try {
            lambda.addPermission(request -> {
                request.functionName(key.function())
                        .statementId("FunctionURLAllowPublicAccess")
                        .action("lambda:InvokeFunctionUrl")
                        .principal("*")
                        .functionUrlAuthType(PUBLIC);
                key.qualifier().ifPresent(request::qualifier);
            });
        } catch (ResourceConflictException e) {
            // It is allowed already.
            return;
        }
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        FunctionKey key = FunctionKey.parse(state.id(), SEPARATOR);
        try {
            var url = aws.lambda(state.outputs()).getFunctionUrlConfig(request -> {
                request.functionName(key.function());
                key.qualifier().ifPresent(request::qualifier);
            });
            Outputs outputs = new Outputs()
                    .text(AUTHORIZATION, url.authTypeAsString())
                    .text("functionArn", url.functionArn())
                    .text(FUNCTION, key.function())
                    .text("functionUrl", url.functionUrl())
                    .text(MODE, url.invokeModeAsString())
                    .text("qualifier", key.qualifier().orElse(null))
                    .text("urlId", firstLabel(url.functionUrl()))
                    .text("region", aws.region(state.outputs()));
            if (url.cors() != null) {
                outputs.block(CORS, cors(url.cors()));
            }
            return Optional.of(outputs.build());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String firstLabel(String url) {
        String host = URI.create(url).getHost();
        return host == null ? "" : host.split("\\.", 2)[0];
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        FunctionKey key = FunctionKey.parse(old.id(), SEPARATOR);
        UpdateFunctionUrlConfigRequest.Builder request = UpdateFunctionUrlConfigRequest.builder()
                .functionName(key.function())
                .authType(inputs.text(AUTHORIZATION).orElseThrow())
                .cors(cors(inputs));
        key.qualifier().ifPresent(request::qualifier);
        inputs.text(MODE).ifPresent(request::invokeMode);
        LambdaClient lambda = aws.lambda(old.outputs());
        lambda.updateFunctionUrlConfig(request.build());
        if (inputs.text(AUTHORIZATION).orElseThrow().equals(PUBLIC)) {
            allowEverybody(lambda, key);
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        FunctionKey key = FunctionKey.parse(state.id(), SEPARATOR);
        try {
            aws.lambda(state.outputs()).deleteFunctionUrlConfig(request -> {
                request.functionName(key.function());
                key.qualifier().ifPresent(request::qualifier);
            });
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    private static Cors cors(Properties inputs) {
        Properties given = inputs.object(CORS).orElse(Properties.EMPTY);
        Cors.Builder cors = Cors.builder()
                .allowCredentials(given.bool("allowCredentials").orElse(false))
                .maxAge(given.integer("maxAge").orElse(0));
        if (!given.texts("allowHeaders").isEmpty()) {
            cors.allowHeaders(given.texts("allowHeaders"));
        }
        if (!given.texts("allowMethods").isEmpty()) {
            cors.allowMethods(given.texts("allowMethods"));
        }
        if (!given.texts("allowOrigins").isEmpty()) {
            cors.allowOrigins(given.texts("allowOrigins"));
        }
        if (!given.texts("exposeHeaders").isEmpty()) {
            cors.exposeHeaders(given.texts("exposeHeaders"));
        }
        return cors.build();
    }

    private static Properties cors(Cors cors) {
        return new Outputs()
                .bool("allowCredentials", cors.allowCredentials())
                .someTexts("allowHeaders", cors.allowHeaders())
                .someTexts("allowMethods", cors.allowMethods())
                .someTexts("allowOrigins", cors.allowOrigins())
                .someTexts("exposeHeaders", cors.exposeHeaders())
                .number("maxAge", cors.maxAge())
                .build();
    }
}
