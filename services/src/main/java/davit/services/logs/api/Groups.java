package davit.services.logs.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.services.logs.model.LogsError;
import org.jspecify.annotations.Nullable;

/** Names and ARNs of log groups, as operations give them. */
final class Groups {
    private static final String PREFIX = "log-group:";

    private Groups() {}

    static Arn arn(String name) {
        RequestContext context = RequestContext.current();
        return Arn.of("logs", context.region(), context.account(), PREFIX + name);
    }

    /** The name out of the two members by which a group can be given. */
    static String name(@Nullable String name, @Nullable String nameOrArn) {
        if (name != null) {
            return name;
        }
        if (nameOrArn == null) {
            throw LogsError.INVALID_PARAMETER.with("One of logGroupName or logGroupIdentifier must be given");
        }
        return Arn.isArn(nameOrArn) ? name(nameOrArn) : nameOrArn;
    }

    /** The name out of an ARN, with or without its {@code :*}. */
    static String name(String arn) {
        if (!Arn.isArn(arn) || !Arn.parse(arn).resource().startsWith(PREFIX)) {
            throw LogsError.INVALID_PARAMETER.with("The ARN '" + arn + "' is not that of a log group");
        }
        String name = Arn.parse(arn).resource().substring(PREFIX.length());
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }

    static void checkName(String name) {
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw LogsError.INVALID_PARAMETER.with("1 validation error detected: Value '" + name
                    + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
    }
}
