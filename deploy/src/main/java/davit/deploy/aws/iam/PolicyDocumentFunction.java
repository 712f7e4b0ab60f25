package davit.deploy.aws.iam;

import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** {@code aws:iam/getPolicyDocument:getPolicyDocument}: writes and merges policy documents. */
public final class PolicyDocumentFunction implements ProviderFunction {
    /** The token. */
    public static final String TOKEN = "aws:iam/getPolicyDocument:getPolicyDocument";

    private static final String STATEMENTS = "statements";
    private static final String SOURCES = "sourcePolicyDocuments";
    private static final String OVERRIDES = "overridePolicyDocuments";
    private static final String VERSION = "version";
    private static final String LATEST_VERSION = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of("2008-10-17", LATEST_VERSION);
    private static final Pattern SID = Pattern.compile("[a-zA-Z0-9]*");

    private static final Set<String> ARGUMENTS =
            Set.of("overrideJson", "sourceJson", "policyId", STATEMENTS, SOURCES, OVERRIDES, VERSION);
    private static final Set<String> STATEMENT_ARGUMENTS = Set.of(
            "actions",
            "conditions",
            "effect",
            "notActions",
            "notPrincipals",
            "notResources",
            "principals",
            "resources",
            "sid");

    @Override
    public Properties call(Properties arguments) throws ProviderException {
        check(arguments);
        String version = arguments.text(VERSION).orElse(LATEST_VERSION);
        PolicyDocument merged = sources(arguments)
                .merged(new PolicyDocument(
                        version, arguments.text("policyId").orElse(""), statements(arguments, version)));
        int index = 0;
        for (String override : arguments.texts(OVERRIDES)) {
            merged = merged.merged(parsed("override", index++, override));
        }
        PropertyValue document = PropertyValue.of(merged.properties());
        String json = PolicyJson.indented(document);
        return echoed(arguments)
                .with("id", hash(json))
                .with("json", json)
                .with("minifiedJson", PolicyJson.minified(document))
                .with(VERSION, version);
    }

    private static Properties echoed(Properties arguments) {
        if (!arguments.has(STATEMENTS)) {
            return arguments;
        }
        return arguments.with(
                STATEMENTS,
                PropertyValue.of(arguments.objects(STATEMENTS).stream()
                        .map(statement -> PropertyValue.of(statement.withDefault("effect", PropertyValue.of("Allow"))))
                        .toList()));
    }

    private static void check(Properties arguments) throws ProviderException {
        requireKnown("", arguments, ARGUMENTS);
        for (String deprecated : List.of("overrideJson", "sourceJson")) {
            if (arguments.text(deprecated).filter(text -> !text.isEmpty()).isPresent()) {
                throw new ProviderException(deprecated + ": is no longer used and must be empty");
            }
        }
        String version = arguments.text(VERSION).orElse(LATEST_VERSION);
        if (!VERSIONS.contains(version)) {
            throw new ProviderException("version: expected one of [\"2008-10-17\" \"2012-10-17\"], got " + version);
        }
        int index = 0;
        for (Properties statement : arguments.objects(STATEMENTS)) {
            checkStatement(STATEMENTS + "[" + index++ + "].", statement);
        }
    }

    private static void checkStatement(String path, Properties statement) throws ProviderException {
        requireKnown(path, statement, STATEMENT_ARGUMENTS);
        String effect = statement.text("effect").orElse("Allow");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new ProviderException(path + "effect: expected one of [\"Allow\" \"Deny\"], got " + effect);
        }
        if (!SID.matcher(statement.text("sid").orElse("")).matches()) {
            throw new ProviderException(path + "sid: must only include alphanumeric characters");
        }
        for (String principals : List.of("principals", "notPrincipals")) {
            for (Properties principal : statement.objects(principals)) {
                requireAll(path + principals, principal, Set.of("identifiers", "type"));
            }
        }
        for (Properties condition : statement.objects("conditions")) {
            requireAll(path + "conditions", condition, Set.of("test", "values", "variable"));
        }
    }

    private static void requireAll(String path, Properties block, Set<String> names) throws ProviderException {
        requireKnown(path + ".", block, names);
        for (String name : names) {
            if (block.value(name).isNull()) {
                throw new ProviderException(path + "." + name + ": is required");
            }
        }
    }

    private static void requireKnown(String path, Properties given, Set<String> known) throws ProviderException {
        for (String name : given.names()) {
            if (!known.contains(name)) {
                throw new ProviderException(path + name + ": is no argument of getPolicyDocument");
            }
        }
    }

    private static PolicyDocument sources(Properties arguments) throws ProviderException {
        PolicyDocument merged = PolicyDocument.EMPTY;
        Set<String> sids = new HashSet<>();
        int index = 0;
        for (String source : arguments.texts(SOURCES)) {
            PolicyDocument document = parsed("source", index, source);
            for (PolicyStatement statement : document.statements()) {
                if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
                    throw new ProviderException("writing IAM Policy Document: merging source document " + index
                            + ": duplicate Sid (" + statement.sid() + ") in source_policy_documents (statement "
                            + document.statements().indexOf(statement)
                            + "). Remove the Sid or ensure Sids are unique.");
                }
            }
            merged = merged.merged(document);
            index++;
        }
        return merged;
    }

    private static List<PolicyStatement> statements(Properties arguments, String version) throws ProviderException {
        List<PolicyStatement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (Properties given : arguments.objects(STATEMENTS)) {
            PolicyStatement statement = PolicyStatement.of(given, version);
            if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
                throw new ProviderException("writing IAM Policy Document: duplicate Sid (" + statement.sid()
                        + "). Remove the Sid or ensure the Sid is unique.");
            }
            statements.add(statement);
        }
        return statements;
    }

    private static PolicyDocument parsed(String kind, int index, String json) throws ProviderException {
        try {
            return PolicyDocument.parse(json);
        } catch (ProviderException e) {
            throw new ProviderException(
                    "writing IAM Policy Document: merging " + kind + " document " + index + ": " + e.getMessage(), e);
        }
    }

    private static String hash(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue());
    }
}
