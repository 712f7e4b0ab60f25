package davit.functions.model;

import davit.base.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with a function, besides those whom their own policies allow.
 *
 * @param revisionId changes with every change
 * @param statements the statements in the order of their addition
 */
public record ResourcePolicy(String revisionId, List<Statement> statements) {
    /**
     * One permission.
     *
     * @param sid its id within the policy
     * @param effect {@code Allow}
     * @param principal who: {@code {"Service": "s3.amazonaws.com"}}, {@code {"AWS": ARN}}, or the word {@code *}
     * @param action what: {@code lambda:InvokeFunction}
     * @param resource the function's ARN
     * @param condition the conditions by operator and key; empty for none
     */
    public record Statement(
            String sid,
            String effect,
            Map<String, String> principal,
            String action,
            String resource,
            Map<String, Map<String, String>> condition) {
        /** The key in {@link #principal} that stands for everybody. */
        public static final String EVERYBODY = "*";

        /** Keeps copies, in the same order, in which they are shown. */
        public Statement {
            principal = Collections.unmodifiableMap(new LinkedHashMap<>(principal));
            condition = Collections.unmodifiableMap(new LinkedHashMap<>(condition));
        }

        /** As JSON, in the order of members that Lambda shows. */
        public String json() {
            return Json.text(members());
        }

        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("Sid", sid);
            members.put("Effect", effect);
            members.put("Principal", principal.containsKey(EVERYBODY) ? EVERYBODY : principal);
            members.put("Action", action);
            members.put("Resource", resource);
            if (!condition.isEmpty()) {
                members.put("Condition", condition);
            }
            return members;
        }
    }

    /** Keeps a copy. */
    public ResourcePolicy {
        statements = List.copyOf(statements);
    }

    /** The statement with this id. */
    public Optional<Statement> statement(String sid) {
        return statements.stream().filter(each -> each.sid().equals(sid)).findFirst();
    }

    /** With one statement more. */
    public ResourcePolicy with(Statement added, String newRevisionId) {
        List<Statement> all = new ArrayList<>(statements);
        all.add(added);
        return new ResourcePolicy(newRevisionId, all);
    }

    /** Without the statement with this id. */
    public ResourcePolicy without(String sid, String newRevisionId) {
        return new ResourcePolicy(
                newRevisionId,
                statements.stream().filter(each -> !each.sid().equals(sid)).toList());
    }

    /** The policy document. */
    public String document() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Version", "2012-10-17");
        members.put("Id", "default");
        members.put("Statement", statements.stream().map(Statement::members).toList());
        return Json.text(members);
    }
}
