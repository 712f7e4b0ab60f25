package davit.services.ecr.store;

import davit.aws.arn.Arn;
import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.images.repository.Repositories;
import davit.images.repository.Repository;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.model.RepositoryName;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The repositories that users made, with their settings. Names are unique over all regions, because a repository's URI
 * names no region.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class EcrRepositories {
    private static final String ARN_PREFIX = "repository/";

    private final Repositories contents;
    private final Records records;
    private final String account;
    private final Table<Settings> settings;

    /** The repositories of an account. */
    public EcrRepositories(Repositories contents, Records records, String account) {
        this.contents = contents;
        this.records = records;
        this.account = account;
        this.settings = records.table("ecr_repositories", Settings.class);
    }

    /** What is in the repositories. */
    public Repositories contents() {
        return contents;
    }

    /** The account that all belong to. */
    public String account() {
        return account;
    }

    /** Makes a repository. */
    public EcrRepository create(@Nullable String name, TagMutability tagMutability, Settings initial) {
        String checked = RepositoryName.check(name);
        return records.atomically(() -> {
            Repository made = contents.create(checked, tagMutability, Origin.PUSHED)
                    .orElseThrow(() -> EcrError.REPOSITORY_ALREADY_EXISTS.with("The repository with name '" + checked
                            + "' already exists in the registry with id '" + account + "'"));
            settings.put(Key.of(checked), initial);
            return new EcrRepository(made, initial, account);
        });
    }

    /** The repository of this name, if there is one. */
    public Optional<EcrRepository> find(String name) {
        return contents.find(name)
                .flatMap(content ->
                        settings.find(Key.of(name)).map(found -> new EcrRepository(content, found, account)));
    }

    /**
     * The repository of this name.
     *
     * @param registryId the account that the caller believes it to belong to; null for the own one
     */
    public EcrRepository get(@Nullable String name, @Nullable String registryId) {
        String checked = RepositoryName.check(name);
        return (registryId == null || registryId.equals(account) ? find(checked) : Optional.<EcrRepository>empty())
                .orElseThrow(() -> EcrError.REPOSITORY_NOT_FOUND.with("The repository with name '" + checked
                        + "' does not exist in the registry with id '"
                        + (registryId == null ? account : registryId) + "'"));
    }

    /** The repository of this ARN. */
    public EcrRepository byArn(@Nullable String arn) {
        if (arn == null || !Arn.isArn(arn) || !Arn.parse(arn).resource().startsWith(ARN_PREFIX)) {
            throw EcrError.invalid("resourceArn", "Invalid ARN");
        }
        Arn parsed = Arn.parse(arn);
        return get(parsed.resource().substring(ARN_PREFIX.length()), parsed.account());
    }

    /** The repositories of a region, in the order of their names. */
    public List<EcrRepository> list(String region) {
        return contents.list("", Integer.MAX_VALUE).stream()
                .flatMap(content -> find(content.name()).stream())
                .filter(repository -> repository.settings().region().equals(region))
                .toList();
    }

    /** Changes the settings of a repository. */
    public EcrRepository change(EcrRepository repository, UnaryOperator<Settings> change) {
        return records.atomically(() -> {
            EcrRepository current = get(repository.name(), null);
            Settings changed = change.apply(current.settings());
            settings.put(Key.of(repository.name()), changed);
            return new EcrRepository(current.content(), changed, account);
        });
    }

    /** Removes a repository and everything in it. */
    public void delete(EcrRepository repository) {
        settings.delete(Key.of(repository.name()));
        contents.delete(repository.name());
    }

    /** The ARN that a repository of this name has or would have. */
    public Arn arn(@Nullable String name, String region) {
        String known = name == null ? "" : name;
        return find(known).map(EcrRepository::arn).orElseGet(() -> Arn.of("ecr", region, account, ARN_PREFIX + known));
    }
}
