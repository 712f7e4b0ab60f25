package davit.services.iam.model;

import davit.services.iam.model.PolicyDocument.Effect;
import davit.services.iam.model.PolicyDocument.Patterns;
import davit.services.iam.model.PolicyDocument.Principals;
import davit.services.iam.model.PolicyDocument.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers questions by policies: an explicit deny wins, else an allow, else nothing is said.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">the logic</a>
 */
public final class PolicyEvaluator {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private PolicyEvaluator() {}

    /** What policies say together. */
    public enum Verdict {
        /** A statement denies. */
        DENIED,
        /** A statement allows and none denies. */
        ALLOWED,
        /** No statement is about it. */
        SILENT
    }

    /** What the policies of an identity say. */
    public static Verdict ofIdentity(List<PolicyDocument> policies, AccessQuestion question) {
        return verdict(policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> covers(statement, question))
                .toList());
    }

    /** What the policy of a resource says about a principal. */
    public static Verdict ofResource(PolicyDocument policy, Principal principal, AccessQuestion question) {
        return verdict(policy.statements().stream()
                .filter(statement -> statement
                        .principals()
                        .filter(named -> names(named, principal))
                        .isPresent())
                .filter(statement -> covers(statement, question))
                .toList());
    }

    private static Verdict verdict(List<Statement> statements) {
        if (statements.stream().anyMatch(statement -> statement.effect() == Effect.DENY)) {
            return Verdict.DENIED;
        }
        return statements.isEmpty() ? Verdict.SILENT : Verdict.ALLOWED;
    }

    private static boolean names(Principals named, Principal principal) {
        List<String> names = named.byKind().getOrDefault(principal.kind(), List.of());
        boolean anybody = named.byKind().getOrDefault("AWS", List.of()).contains("*");
        boolean isNamed = anybody || names.stream().anyMatch(principal.names()::contains);
        return isNamed != named.isComplement();
    }

    private static boolean covers(Statement statement, AccessQuestion question) {
        return fits(lowerCase(statement.actions()), question.action().toLowerCase(Locale.ROOT), question)
                && fitsResource(statement.resources(), question)
                && statement.conditions().stream()
                        .allMatch(condition -> ConditionOperators.holds(condition, question.value(condition.key())));
    }

    @SuppressWarnings("checkstyle:IllegalType") // a component of Statement, which may lack
    private static boolean fitsResource(Optional<Patterns> resources, AccessQuestion question) {
        return resources.isEmpty() || fits(resources.get(), question.resource(), question);
    }

    private static boolean fits(Patterns patterns, String text, AccessQuestion question) {
        boolean anyFits =
                patterns.patterns().stream().anyMatch(pattern -> Glob.matches(withVariables(pattern, question), text));
        return anyFits != patterns.isComplement();
    }

    private static Patterns lowerCase(Patterns actions) {
        return new Patterns(
                actions.patterns().stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .toList(),
                actions.isComplement());
    }

    /** {@code ${aws:username}} and the like; a variable without a value fits nothing. */
    private static String withVariables(String pattern, AccessQuestion question) {
        if (!pattern.contains("${")) {
            return pattern;
        }
        return VARIABLE.matcher(pattern)
                .replaceAll(found ->
                        Matcher.quoteReplacement(question.value(found.group(1)).orElse("\0")));
    }
}
