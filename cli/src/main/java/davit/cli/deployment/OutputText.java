package davit.cli.deployment;

import davit.deploy.secrets.SecretCipher;
import davit.deploy.secrets.SecretException;
import davit.deploy.state.ValueCodec;
import davit.deploy.state.ValueCodec.SecretForm;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.UnknownValue;
import davit.deploy.value.Signatures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The outputs of a stack as text. */
public final class OutputText {
    private OutputText() {}

    /**
     * The outputs as JSON.
     *
     * @param showsSecrets whether secrets are shown; else each is {@code [secret]}
     */
    public static ObjectNode json(Properties outputs, boolean showsSecrets) throws SecretException {
        return codec(showsSecrets).write(outputs);
    }

    /** One value: a text as it is, anything else as JSON. */
    public static String plain(PropertyValue value, boolean showsSecrets) throws SecretException {
        JsonNode node = codec(showsSecrets).write(value);
        return node.isString() ? node.asString() : node.toString();
    }

    /** One value for the screen: texts in quotation marks, secrets masked. */
    static String shown(PropertyValue value) throws SecretException {
        if (value instanceof UnknownValue) {
            return "(known after the update)";
        }
        return codec(false).write(value).toString().replace(Signatures.UNKNOWN, "(known after the update)");
    }

    private static ValueCodec codec(boolean showsSecrets) {
        SecretCipher nothingToEncrypt = new SecretCipher(() -> "", "");
        return new ValueCodec(nothingToEncrypt, showsSecrets ? SecretForm.BARE : SecretForm.MASKED);
    }
}
