package davit.services.ecr.access;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.images.registry.RegistryAccess;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import davit.services.ecr.store.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Lets in who brings a token of {@code GetAuthorizationToken}, as far as IAM and the repository's policy allow, and,
 * while the server listens on a loopback address only, everybody who brings none. Wrong credentials are refused always.
 */
public final class EcrRegistryAccess implements RegistryAccess {
    private static final String USER = "AWS";
    private static final String DEFAULT_REGION = "us-east-1";

    private final EcrRepositories repositories;
    private final Tokens tokens;
    private final Authorizer authorizer;

    /** Decides by these. */
    public EcrRegistryAccess(EcrRepositories repositories, Tokens tokens, Authorizer authorizer) {
        this.repositories = repositories;
        this.tokens = tokens;
        this.authorizer = authorizer;
    }

    @Override
    public Decision decide(Attempt attempt) {
        if (attempt.authorization().isEmpty()) {
            return attempt.origin().fromLoopback()
                    ? new Decision.Allowed()
                    : new Decision.Unauthenticated("no basic auth credentials");
        }
        Optional<Caller> caller = password(attempt.authorization().get()).flatMap(tokens::find);
        if (caller.isEmpty()) {
            return new Decision.Unauthenticated(
                    "Your authorization token is not valid or has expired. Reauthenticate and try again.");
        }
        return attempt.action() == Action.PING ? new Decision.Allowed() : decide(caller.get(), attempt);
    }

    private Decision decide(Caller caller, Attempt attempt) {
        return switch (authorizer.decide(caller, access(attempt))) {
            case Authorizer.Decision.Allowed _ -> new Decision.Allowed();
            case Authorizer.Decision.Denied(String message) -> new Decision.Denied(message);
        };
    }

    private Access access(Attempt attempt) {
        String action = iamAction(attempt.action());
        if (attempt.repository().isEmpty()) {
            return Access.toAny(action);
        }
        Access access = Access.to(action, repositories.arn(attempt.repository(), DEFAULT_REGION));
        return repositories
                .find(attempt.repository())
                .map(EcrRepository::settings)
                .map(settings -> settings.policy() == null ? access : access.underPolicy(settings.policy()))
                .orElse(access);
    }

    private static String iamAction(Action action) {
        return switch (action) {
            case PING -> "ecr:GetAuthorizationToken";
            case LIST_REPOSITORIES -> "ecr:DescribeRepositories";
            case LIST_TAGS -> "ecr:ListImages";
            case PULL -> "ecr:BatchGetImage";
            case PUSH_BLOB -> "ecr:InitiateLayerUpload";
            case PUSH_MANIFEST -> "ecr:PutImage";
            case DELETE -> "ecr:BatchDeleteImage";
        };
    }

    /** The password of the user {@code AWS} in a header of the basic scheme. */
    private static Optional<String> password(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 && pair[0].equals(USER) ? Optional.of(pair[1]) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
