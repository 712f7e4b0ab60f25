package davit.deploy.aws.iam;

import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.TextValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A statement of a policy document.
 *
 * @param sid its id in the document; may be empty
 * @param members all of its members but {@code Sid}, in IAM's order
 */
record PolicyStatement(String sid, Properties members) {
    private static final String SID = "Sid";
    private static final String OLD_VERSION = "2008-10-17";
    private static final String ANYBODY = "*";

    /** A statement as a program gives it to {@code getPolicyDocument}. */
    static PolicyStatement of(Properties given, String version) throws ProviderException {
        Properties members =
                Properties.of("Effect", PropertyValue.of(given.text("effect").orElse("Allow")));
        members = withTexts(members, "Action", given.texts("actions"));
        members = withTexts(members, "NotAction", given.texts("notActions"));
        members = withTexts(members, "Resource", replaced(given.texts("resources"), version));
        members = withTexts(members, "NotResource", replaced(given.texts("notResources"), version));
        members = withPrincipals(members, "Principal", given.objects("principals"), version);
        members = withPrincipals(members, "NotPrincipal", given.objects("notPrincipals"), version);
        return new PolicyStatement(
                given.text("sid").orElse(""), withConditions(members, given.objects("conditions"), version));
    }

    /** A statement of a document in IAM's own form. */
    static PolicyStatement parse(Properties document) throws ProviderException {
        Properties members = Properties.EMPTY;
        for (String name : List.of("Effect", "Action", "NotAction", "Resource", "NotResource")) {
            if (document.has(name)) {
                members = members.with(name, document.value(name));
            }
        }
        for (String name : List.of("Principal", "NotPrincipal")) {
            if (document.has(name)) {
                members = members.with(name, parsedPrincipals(document.value(name)));
            }
        }
        if (document.has("Condition")) {
            members = members.with("Condition", parsedConditions(document.value("Condition")));
        }
        return new PolicyStatement(document.text(SID).orElse(""), members);
    }

    /** All members in IAM's order. */
    Properties properties() {
        return sid.isEmpty()
                ? members
                : Properties.of(SID, PropertyValue.of(sid)).withAll(members);
    }

    /** One text stands alone; several are in reverse order, as Terraform sorts them. */
    private static PropertyValue oneOrReversed(List<String> texts) {
        return texts.size() == 1
                ? PropertyValue.of(texts.getFirst())
                : PropertyValue.ofTexts(
                        texts.stream().sorted(Comparator.reverseOrder()).toList());
    }

    private static Properties withTexts(Properties members, String name, List<String> texts) {
        List<String> different = texts.stream().distinct().toList();
        return different.isEmpty() ? members : members.with(name, oneOrReversed(different));
    }

    private static List<String> replaced(List<String> texts, String version) throws ProviderException {
        List<String> replaced = new ArrayList<>();
        for (String text : texts) {
            if (version.equals(OLD_VERSION) && text.contains("&{")) {
                throw new ProviderException("found &{ sequence in (" + text
                        + "), which is not supported in document version " + OLD_VERSION);
            }
            replaced.add(text.replace("&{", "${"));
        }
        return replaced;
    }

    private static Properties withPrincipals(
            Properties members, String name, List<Properties> principals, String version) throws ProviderException {
        if (principals.isEmpty()) {
            return members;
        }
        Map<String, List<String>> byType = new TreeMap<>();
        for (Properties principal : principals) {
            List<String> identifiers = replaced(principal.texts("identifiers"), version).stream()
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            byType.computeIfAbsent(principal.text("type").orElse(""), _ -> new ArrayList<>())
                    .addAll(identifiers);
        }
        return members.with(name, principals(byType));
    }

    private static PropertyValue principals(Map<String, List<String>> byType) {
        if (byType.equals(Map.of(ANYBODY, List.of(ANYBODY)))) {
            return PropertyValue.of(ANYBODY);
        }
        Properties principals = Properties.EMPTY;
        for (Map.Entry<String, List<String>> entry : byType.entrySet()) {
            List<String> identifiers = entry.getValue();
            principals = principals.with(
                    entry.getKey(),
                    identifiers.size() == 1
                            ? PropertyValue.of(identifiers.getFirst())
                            : PropertyValue.ofTexts(identifiers));
        }
        return PropertyValue.of(principals);
    }

    private static PropertyValue parsedPrincipals(PropertyValue value) throws ProviderException {
        if (value instanceof TextValue) {
            return PropertyValue.of(ANYBODY);
        }
        if (!(value instanceof ObjectValue(Properties given))) {
            throw new ProviderException("the principals of a statement are no object");
        }
        Properties principals = Properties.EMPTY;
        for (Map.Entry<String, PropertyValue> entry : new TreeMap<>(given.values()).entrySet()) {
            PropertyValue identifiers = entry.getValue() instanceof ListValue
                    ? PropertyValue.ofTexts(given.texts(entry.getKey()).stream()
                            .sorted(Comparator.reverseOrder())
                            .toList())
                    : entry.getValue();
            principals = principals.with(entry.getKey(), identifiers);
        }
        return PropertyValue.of(principals);
    }

    private static Properties withConditions(Properties members, List<Properties> conditions, String version)
            throws ProviderException {
        if (conditions.isEmpty()) {
            return members;
        }
        Map<String, Map<String, List<String>>> byTest = new TreeMap<>();
        for (Properties condition : conditions) {
            byTest.computeIfAbsent(condition.text("test").orElse(""), _ -> new TreeMap<>())
                    .computeIfAbsent(condition.text("variable").orElse(""), _ -> new ArrayList<>())
                    .addAll(replaced(condition.texts("values"), version));
        }
        Properties tests = Properties.EMPTY;
        for (var test : byTest.entrySet()) {
            Properties variables = Properties.EMPTY;
            for (var variable : test.getValue().entrySet()) {
                List<String> values = variable.getValue();
                variables = variables.with(
                        variable.getKey(),
                        values.size() == 1 ? PropertyValue.of(values.getFirst()) : PropertyValue.ofTexts(values));
            }
            tests = tests.with(test.getKey(), PropertyValue.of(variables));
        }
        return members.with("Condition", PropertyValue.of(tests));
    }

    private static PropertyValue parsedConditions(PropertyValue value) throws ProviderException {
        Properties given = value.asObject().orElseThrow(() -> new ProviderException("a condition is no object"));
        Properties tests = Properties.EMPTY;
        for (Map.Entry<String, PropertyValue> test : new TreeMap<>(given.values()).entrySet()) {
            Properties variables = Properties.EMPTY;
            Properties givenVariables =
                    test.getValue().asObject().orElseThrow(() -> new ProviderException("a condition is no object"));
            for (Map.Entry<String, PropertyValue> variable : new TreeMap<>(givenVariables.values()).entrySet()) {
                variables = variables.with(variable.getKey(), conditionValue(variable.getValue()));
            }
            tests = tests.with(test.getKey(), PropertyValue.of(variables));
        }
        return PropertyValue.of(tests);
    }

    private static PropertyValue conditionValue(PropertyValue value) {
        if (value instanceof ListValue(var items) && items.size() == 1) {
            return items.getFirst();
        }
        return value.asBoolean().map(bool -> PropertyValue.of(bool.toString())).orElse(value);
    }
}
