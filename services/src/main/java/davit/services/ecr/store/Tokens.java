package davit.services.ecr.store;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The passwords that {@code docker login} takes, each valid for twelve hours for whoever asked for it. Only their
 * digests are kept.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Tokens {
    private static final Duration VALIDITY = Duration.ofHours(12);
    private static final int BYTES = 48;

    /** Whom a token stands for: an account's owner, or a role's session. */
    private record Grant(
            Instant expiresAt,
            String account,
            @Nullable Arn role,
            @Nullable String roleId,
            @Nullable String sessionName) {
        private Caller caller() {
            return role == null || roleId == null || sessionName == null
                    ? new Caller.Root(account)
                    : new Caller.RoleSession(role, roleId, sessionName);
        }
    }

    /**
     * A token.
     *
     * @param password what the user {@code AWS} logs in with
     * @param expiresAt when it ends
     */
    public record Token(String password, Instant expiresAt) {}

    private final Table<Grant> grants;
    private final RandomGenerator random;
    private final Time time;

    /** Tokens made from a source that nobody can guess. */
    public Tokens(Records records, RandomGenerator random, Time time) {
        this.grants = records.table("ecr_tokens", Grant.class);
        this.random = random;
        this.time = time;
    }

    /** Makes a token for a caller; empty if the caller is neither the owner nor a role's session. */
    public Optional<Token> issue(Caller caller) {
        Instant expiresAt = time.now().plus(VALIDITY);
        Grant grant = switch (caller) {
            case Caller.Root(String account) -> new Grant(expiresAt, account, null, null, null);
            case Caller.RoleSession(Arn role, String id, String session) ->
                new Grant(expiresAt, role.account(), role, id, session);
            case Caller.Service _, Caller.Anonymous _ -> null;
        };
        if (grant == null) {
            return Optional.empty();
        }
        removeExpired();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(key(password), grant);
        return Optional.of(new Token(password, expiresAt));
    }

    private void removeExpired() {
        for (Table.Entry<Grant> entry : grants.scan(KeyRange.ALL, Integer.MAX_VALUE)) {
            if (!time.now().isBefore(entry.value().expiresAt())) {
                grants.delete(entry.key());
            }
        }
    }

    /** Whom a password stands for; empty if it is wrong or has expired. */
    public Optional<Caller> find(String password) {
        return grants.find(key(password))
                .filter(grant -> time.now().isBefore(grant.expiresAt()))
                .map(Grant::caller);
    }

    private static Key key(String password) {
        return Key.of(Digest.of(password.getBytes(StandardCharsets.UTF_8)).hex());
    }
}
