package davit.functions.store;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.CodeSigning;
import java.util.List;
import java.util.Optional;

/**
 * The code signing configurations of the account and region of the request that is answered.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class CodeSignings {
    private final Table<CodeSigning> table;

    /** Keeps configurations in {@code records}. */
    public CodeSignings(Records records) {
        this.table = records.table("lambda_code_signing", CodeSigning.class);
    }

    /** The configuration of this ARN; empty if there is none, or it is no such ARN. */
    public Optional<CodeSigning> find(String arn) {
        if (!Arn.isArn(arn)) {
            return Optional.empty();
        }
        String id = Arn.parse(arn).resource().replace("code-signing-config:", "");
        return table.find(key(id))
                .filter(found -> found.arn(
                                RequestContext.current().account(),
                                RequestContext.current().region())
                        .toString()
                        .equals(arn));
    }

    /** Writes a configuration, over the one of its id. */
    public void put(CodeSigning config) {
        table.put(key(config.id()), config);
    }

    /** Removes a configuration. */
    public void delete(CodeSigning config) {
        table.delete(key(config.id()));
    }

    /** The configurations by id, after {@code afterId}, at most {@code limit}. */
    public List<CodeSigning> list(String afterId, int limit) {
        RequestContext context = RequestContext.current();
        return table.scan(KeyRange.under(context.account(), context.region()).after(afterId), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    private static Key key(String id) {
        RequestContext context = RequestContext.current();
        return Key.of(context.account(), context.region(), id);
    }
}
