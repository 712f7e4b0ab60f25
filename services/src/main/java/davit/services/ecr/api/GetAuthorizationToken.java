package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;

/** The operation of this name. */
public final class GetAuthorizationToken
        implements Operation.Plain<GetAuthorizationTokenRequest, GetAuthorizationTokenResponse> {
    private final Tokens tokens;

    /** Works on these. */
    public GetAuthorizationToken(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<Access> access(GetAuthorizationTokenRequest input) {
        return List.of(Access.toAny("ecr:GetAuthorizationToken"));
    }

    @Override
    public GetAuthorizationTokenResponse call(GetAuthorizationTokenRequest input) {
        Tokens.Token token = tokens.issue(RequestContext.current().caller())
                .orElseThrow(() -> EcrError.ACCESS_DENIED.with("Only an account or a role can get a token"));
        byte[] pair = ("AWS:" + token.password()).getBytes(StandardCharsets.UTF_8);
        AuthorizationData authorization = AuthorizationData.builder()
                .authorizationToken(Base64.getEncoder().encodeToString(pair))
                .expiresAt(token.expiresAt())
                .proxyEndpoint(RequestContext.current().endpoint().toString())
                .build();
        return GetAuthorizationTokenResponse.builder()
                .authorizationData(authorization)
                .build();
    }
}
