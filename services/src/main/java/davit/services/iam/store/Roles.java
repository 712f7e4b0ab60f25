package davit.services.iam.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.services.iam.model.IamError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The roles, by name without regard to case. */
public final class Roles {
    /** IAM's quota of roles in an account. */
    private static final int MOST_ROLES = 1000;

    private final Records records;
    private final Table<StoredRole> table;

    /** Roles in these records. */
    public Roles(Records records) {
        this.records = records;
        this.table = records.table("iam_roles", StoredRole.class);
    }

    private static Key key(String name) {
        return Key.of(name.toLowerCase(Locale.ROOT));
    }

    /** The role of this name. */
    public Optional<StoredRole> find(String name) {
        return table.find(key(name));
    }

    /**
     * The role of this name.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchEntity}
     */
    public StoredRole get(String name) {
        return find(name)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.with("The role with name " + name + " cannot be found."));
    }

    /**
     * Keeps a new role.
     *
     * @throws davit.aws.operation.ServiceException {@code EntityAlreadyExists}, {@code LimitExceeded}
     */
    public void create(StoredRole role) {
        records.atomically(() -> {
            if (table.scan(KeyRange.ALL, MOST_ROLES).size() == MOST_ROLES) {
                throw IamError.LIMIT_EXCEEDED.with("Cannot exceed quota for RolesPerAccount: " + MOST_ROLES);
            }
            if (!table.insert(key(role.name()), role)) {
                throw IamError.ENTITY_ALREADY_EXISTS.with("Role with name " + role.name() + " already exists.");
            }
        });
    }

    /**
     * Changes a role; nobody changes it in between.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchEntity}, or what {@code change} throws
     */
    public StoredRole update(String name, UnaryOperator<StoredRole> change) {
        return records.atomically(() -> {
            StoredRole changed = change.apply(get(name));
            table.put(key(name), changed);
            return changed;
        });
    }

    /**
     * Removes a role that has no policies.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchEntity}, {@code DeleteConflict}
     */
    public void delete(String name) {
        records.atomically(() -> {
            StoredRole role = get(name);
            if (!role.attachedPolicies().isEmpty()) {
                throw IamError.DELETE_CONFLICT.with("Cannot delete entity, must detach all policies first.");
            }
            if (!role.inlinePolicies().isEmpty()) {
                throw IamError.DELETE_CONFLICT.with("Cannot delete entity, must delete policies first.");
            }
            table.delete(key(name));
        });
    }

    /** Every role, by name. */
    public List<StoredRole> all() {
        return table.scan(KeyRange.ALL, MOST_ROLES).stream()
                .map(Table.Entry::value)
                .toList();
    }
}
