package davit.services.iam.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as its statements.
 *
 * @param statements in the order of the document
 */
public record PolicyDocument(List<Statement> statements) {
    /** Keeps a copy. */
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /** What a statement says about what it covers. */
    public enum Effect {
        /** It may be done. */
        ALLOW,
        /** It may not be done, whatever else allows it. */
        DENY
    }

    /**
     * One statement.
     *
     * @param effect what it says
     * @param actions the actions that it covers, or all but these
     * @param resources the resources that it covers; absent in trust policies, which are about one role
     * @param principals whom it is about; absent in identity policies, which are about their owner
     * @param conditions all of which must hold
     */
    public record Statement(
            Effect effect,
            Patterns actions,
            Optional<Patterns> resources,
            Optional<Principals> principals,
            List<Condition> conditions) {
        /** Keeps a copy. */
        public Statement {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A set described by patterns.
     *
     * @param patterns with wildcards
     * @param isComplement whether all that fits none of the patterns is meant
     */
    public record Patterns(List<String> patterns, boolean isComplement) {
        /** Keeps a copy. */
        public Patterns {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Principals by kind.
     *
     * @param byKind {@code AWS}, {@code Service}, {@code Federated} to their names; {@code *} is {@code AWS: *}
     * @param isComplement whether everybody else is meant
     */
    public record Principals(Map<String, List<String>> byKind, boolean isComplement) {
        /** Keeps a copy. */
        public Principals {
            byKind = Map.copyOf(byKind);
        }
    }

    /**
     * One test of a condition key.
     *
     * @param operator {@code StringLike}, with its {@code ForAnyValue:} and {@code IfExists}
     * @param key the key, {@code aws:SourceArn}
     * @param values one of which must fit
     */
    public record Condition(String operator, String key, List<String> values) {
        /** Keeps a copy. */
        public Condition {
            values = List.copyOf(values);
        }
    }
}
