package davit.services.iam.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Temporary credentials, by access key id; what has expired is removed when new ones are kept. */
public final class Sessions {
    /** How many expired sessions are removed at once, so that keeping one never takes long. */
    private static final int REMOVED_AT_ONCE = 50;

    private final Records records;
    private final Table<Session> table;
    private final Table<Expiry> expiries;

    /** Sessions in these records. */
    public Sessions(Records records) {
        this.records = records;
        this.table = records.table("sts_sessions", Session.class);
        this.expiries = records.table("sts_expiries", Expiry.class);
    }

    /**
     * One session.
     *
     * @param accessKeyId {@code ASIA…}
     * @param secretAccessKey signs
     * @param sessionToken accompanies each request
     * @param roleArn the role; absent for the account's own sessions
     * @param roleId the role's id
     * @param sessionName the name given to the session
     * @param expiration when it ends
     */
    public record Session(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            @Nullable String roleArn,
            @Nullable String roleId,
            @Nullable String sessionName,
            Instant expiration) {}

    private record Expiry(String accessKeyId) {}

    /** Keeps a session. */
    public void keep(Session session, Instant now) {
        records.atomically(() -> {
            removeExpired(now);
            table.put(Key.of(session.accessKeyId()), session);
            expiries.put(expiryKey(session.expiration(), session.accessKeyId()), new Expiry(session.accessKeyId()));
        });
    }

    private void removeExpired(Instant now) {
        for (Table.Entry<Expiry> entry : expiries.scan(KeyRange.ALL, REMOVED_AT_ONCE)) {
            if (Long.parseLong(entry.key().part(0)) >= now.getEpochSecond()) {
                return;
            }
            table.delete(Key.of(entry.value().accessKeyId()));
            expiries.delete(entry.key());
        }
    }

    private static Key expiryKey(Instant expiration, String accessKeyId) {
        return Key.of("%012d".formatted(expiration.getEpochSecond()), accessKeyId);
    }

    /** The session with this access key id; it may have expired. */
    public Optional<Session> find(String accessKeyId) {
        return table.find(Key.of(accessKeyId));
    }
}
