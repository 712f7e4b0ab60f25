package davit.services.iam.store;

import davit.base.json.Json;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.services.iam.model.IamError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Managed policies: AWS's own, which come with Davit, and the account's. */
public final class Policies {
    /** IAM's quota of policies in an account. */
    private static final int MOST_POLICIES = 1500;

    private static final Map<String, StoredPolicy> OF_AWS = readOfAws();

    private final Records records;
    private final Table<StoredPolicy> table;

    /** Policies in these records. */
    public Policies(Records records) {
        this.records = records;
        this.table = records.table("iam_policies", StoredPolicy.class);
    }

    private static Map<String, StoredPolicy> readOfAws() {
        Map<String, StoredPolicy> policies = new TreeMap<>();
        try (InputStream in = Policies.class.getResourceAsStream("aws-managed-policies.json")) {
            if (in == null) {
                throw new IllegalStateException("aws-managed-policies.json is not on the class path");
            }
            for (JsonNode policy : Json.tree(in.readAllBytes())) {
                StoredPolicy stored = ofAws(policy);
                policies.put(stored.arn(), stored);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(policies);
    }

    private static StoredPolicy ofAws(JsonNode json) {
        String path = json.path("path").asString();
        String name = json.path("name").asString();
        Instant created = Instant.parse(json.path("created").asString());
        StoredPolicy.Version version =
                new StoredPolicy.Version("v1", json.path("document").toString(), created);
        return new StoredPolicy(
                "arn:aws:iam::aws:policy" + path + name,
                name,
                path,
                "ANPA" + Integer.toUnsignedString(name.hashCode(), 36).toUpperCase(Locale.ROOT),
                json.path("description").asString(""),
                created,
                List.of(version),
                "v1");
    }

    /** Whether the policy is AWS's own, which nobody can change. */
    public static boolean isOfAws(String arn) {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    /** The policy with this ARN. */
    public Optional<StoredPolicy> find(String arn) {
        StoredPolicy ofAws = OF_AWS.get(arn);
        return ofAws != null ? Optional.of(ofAws) : table.find(Key.of(arn));
    }

    /**
     * The policy with this ARN.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchEntity}
     */
    public StoredPolicy get(String arn) {
        return find(arn)
                .orElseThrow(
                        () -> IamError.NO_SUCH_ENTITY.with("Policy " + arn + " does not exist or is not attachable."));
    }

    /**
     * Keeps a new policy.
     *
     * @throws davit.aws.operation.ServiceException {@code EntityAlreadyExists}
     */
    public void create(StoredPolicy policy) {
        if (!table.insert(Key.of(policy.arn()), policy)) {
            throw IamError.ENTITY_ALREADY_EXISTS.with(
                    "A policy called " + policy.name() + " already exists. Duplicate names are not allowed.");
        }
    }

    /**
     * Changes a policy of the account.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchEntity}, {@code AccessDenied} for AWS's own, or what
     *     {@code change} throws
     */
    public StoredPolicy update(String arn, UnaryOperator<StoredPolicy> change) {
        return records.atomically(() -> {
            checkOwn(arn);
            StoredPolicy changed = change.apply(get(arn));
            table.put(Key.of(arn), changed);
            return changed;
        });
    }

    /** Removes a policy of the account; the caller has seen that it is attached nowhere. */
    public void delete(String arn) {
        checkOwn(arn);
        get(arn);
        table.delete(Key.of(arn));
    }

    private static void checkOwn(String arn) {
        if (isOfAws(arn)) {
            throw IamError.ACCESS_DENIED.with("Policy " + arn + " is managed by AWS and cannot be changed.");
        }
    }

    /** Every policy, AWS's own first. */
    public List<StoredPolicy> all() {
        Stream<StoredPolicy> own =
                table.scan(KeyRange.ALL, MOST_POLICIES).stream().map(Table.Entry::value);
        return Stream.concat(new TreeMap<>(OF_AWS).values().stream(), own).toList();
    }
}
