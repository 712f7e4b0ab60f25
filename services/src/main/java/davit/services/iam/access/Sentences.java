package davit.services.iam.access;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;

/** AWS's words for a refusal. */
final class Sentences {
    private Sentences() {}

    static String notAllowed(Caller caller, Access access) {
        return begin(caller, access) + " because no identity-based policy allows the " + access.action() + " action";
    }

    static String explicitlyDenied(Caller caller, Access access, String kindOfPolicy) {
        return begin(caller, access) + " with an explicit deny in " + kindOfPolicy;
    }

    private static String begin(Caller caller, Access access) {
        String resource = access.resource().equals("*") ? "" : " on resource: \"" + access.resource() + "\"";
        return subject(caller) + " is not authorized to perform: " + access.action() + resource;
    }

    private static String subject(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> "User: arn:aws:iam::" + root.account() + ":root";
            case Caller.RoleSession session -> "User: " + session.arn();
            case Caller.Service service -> service.principal();
            case Caller.Anonymous _ -> "User: anonymous";
        };
    }
}
