package davit.deploy.aws.iam;

import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy document as {@code getPolicyDocument} merges them.
 *
 * @param version the language version; may be empty
 * @param id the document's id; may be empty
 * @param statements its statements, with IAM's names of members
 */
record PolicyDocument(String version, String id, List<PolicyStatement> statements) {
    static final PolicyDocument EMPTY = new PolicyDocument("", "", List.of());

    /** Keeps a copy. */
    PolicyDocument {
        statements = List.copyOf(statements);
    }

    /** This one with another merged in: its statements take the place of those with the same Sid. */
    PolicyDocument merged(PolicyDocument other) {
        List<PolicyStatement> all = new ArrayList<>(statements);
        for (PolicyStatement added : other.statements) {
            int same = added.sid().isEmpty() ? -1 : indexOf(all, added.sid());
            if (same < 0) {
                all.add(added);
            } else {
                all.set(same, added);
            }
        }
        return new PolicyDocument(
                other.version.compareTo(version) > 0 ? other.version : version,
                other.id.isEmpty() ? id : other.id,
                all);
    }

    /**
     * Reads a document that another function or a person wrote.
     *
     * @throws ProviderException if it is none
     */
    static PolicyDocument parse(String json) throws ProviderException {
        Optional<Properties> document = JsonValues.parse(json).flatMap(PropertyValue::asObject);
        if (document.isEmpty()) {
            throw new ProviderException("contains an invalid JSON document");
        }
        PropertyValue given = document.get().value("Statement");
        List<PropertyValue> items = given.asList().orElse(given.isNull() ? List.of() : List.of(given));
        List<PolicyStatement> statements = new ArrayList<>();
        for (PropertyValue item : items) {
            statements.add(PolicyStatement.parse(
                    item.asObject().orElseThrow(() -> new ProviderException("a statement is no object"))));
        }
        return new PolicyDocument(
                document.get().text("Version").orElse(""),
                document.get().text("Id").orElse(""),
                statements);
    }

    /** The members in IAM's order. */
    Properties properties() {
        Properties document = Properties.EMPTY;
        if (!version.isEmpty()) {
            document = document.with("Version", version);
        }
        if (!id.isEmpty()) {
            document = document.with("Id", id);
        }
        return statements.isEmpty()
                ? document
                : document.with(
                        "Statement",
                        PropertyValue.of(statements.stream()
                                .map(statement -> PropertyValue.of(statement.properties()))
                                .toList()));
    }

    private static int indexOf(List<PolicyStatement> statements, String sid) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).sid().equals(sid)) {
                return i;
            }
        }
        return -1;
    }
}
