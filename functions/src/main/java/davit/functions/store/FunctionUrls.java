package davit.functions.store;

import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionUrl;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of functions, by the qualifier that they belong to and by their ids.
 *
 * <p>Thread safety: every method may be called from any thread; what must hold together is called atomically.
 */
public final class FunctionUrls {
    private final QualifiedTable<FunctionUrl> urls;
    private final Table<Owner> owners;

    /** What an address belongs to. */
    public record Owner(FunctionId function, String qualifier) {}

    /** Keeps addresses in {@code records}. */
    public FunctionUrls(Records records) {
        this.urls = new QualifiedTable<>(records, "lambda_urls", FunctionUrl.class);
        this.owners = records.table("lambda_url_ids", Owner.class);
    }

    /** The address of a qualifier. */
    public Optional<FunctionUrl> find(FunctionId id, String qualifier) {
        return urls.find(id, qualifier);
    }

    /** What the address with this id belongs to. */
    public Optional<Owner> owner(String urlId) {
        return owners.find(Key.of(urlId));
    }

    /** Writes the address of a qualifier, over the one that was there, whose id it has. */
    public void put(FunctionId id, String qualifier, FunctionUrl url) {
        urls.put(id, qualifier, url);
        owners.put(Key.of(url.id()), new Owner(id, qualifier));
    }

    /** Removes the address of a qualifier; returns whether there was one. */
    public boolean delete(FunctionId id, String qualifier) {
        urls.find(id, qualifier).ifPresent(url -> owners.delete(Key.of(url.id())));
        return urls.delete(id, qualifier);
    }

    /** Removes the addresses of all qualifiers of a function. */
    public void deleteAll(FunctionId id) {
        list(id, "", QualifiedTable.ALL).forEach(entry -> delete(id, entry.qualifier()));
    }

    /** The addresses of a function by qualifier, after {@code afterQualifier}, at most {@code limit}. */
    public List<QualifiedTable.Entry<FunctionUrl>> list(FunctionId id, String afterQualifier, int limit) {
        return urls.list(id, afterQualifier, limit);
    }
}
