package davit.deploy.aws.ecr;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;

/** {@code aws:ecr/getAuthorizationToken:getAuthorizationToken}. */
public final class AuthorizationTokenFunction implements ProviderFunction {
    /** The token. */
    public static final String TOKEN = "aws:ecr/getAuthorizationToken:getAuthorizationToken";

    private final Aws aws;

    /** Tokens of {@code aws}. */
    public AuthorizationTokenFunction(Aws aws) {
        this.aws = aws;
    }

    @Override
    @SuppressWarnings("deprecation") // registryIds is deprecated in the API, but still how another account is named.
    public Properties call(Properties arguments) throws ProviderException {
        GetAuthorizationTokenRequest.Builder request = GetAuthorizationTokenRequest.builder();
        Optional<String> registry = arguments.text("registryId");
        registry.ifPresent(request::registryIds);
        try {
            AuthorizationData data = aws.ecr(arguments)
                    .getAuthorizationToken(request.build())
                    .authorizationData()
                    .getFirst();
            String[] login = new String(Base64.getDecoder().decode(data.authorizationToken()), StandardCharsets.UTF_8)
                    .split(":", 2);
            return new Outputs()
                    .value("authorizationToken", new SecretValue(PropertyValue.of(data.authorizationToken())))
                    .text("expiresAt", data.expiresAt().toString())
                    .text("id", aws.region(arguments))
                    .value("password", new SecretValue(PropertyValue.of(login[1])))
                    .text("proxyEndpoint", data.proxyEndpoint())
                    .text("region", aws.region(arguments))
                    .text("registryId", registry.orElse(null))
                    .text("userName", login[0])
                    .build();
        } catch (SdkException e) {
            throw AwsErrors.explained(e);
        }
    }
}
