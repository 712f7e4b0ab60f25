package davit.aws.operation;

import davit.aws.arn.Arn;

/** Who makes a request. */
public sealed interface Caller {
    /** The account's owner, whom no policy restricts. */
    record Root(String account) implements Caller {}

    /**
     * A role that somebody assumed.
     *
     * @param role the role's ARN
     * @param roleId the role's unique id, {@code AROA…}
     * @param sessionName the name given to the session
     */
    record RoleSession(Arn role, String roleId, String sessionName) implements Caller {
        /** The ARN of the session, {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}. */
        public Arn arn() {
            String name = role.resource().substring(role.resource().lastIndexOf('/') + 1);
            return Arn.of("sts", "", role.account(), "assumed-role/" + name + "/" + sessionName);
        }
    }

    /**
     * An AWS service on behalf of a resource.
     *
     * @param principal the service, {@code s3.amazonaws.com}
     * @param source the resource on whose behalf it acts, the bucket
     * @param sourceAccount the account of that resource
     */
    record Service(String principal, Arn source, String sourceAccount) implements Caller {}

    /** Somebody without a signature. */
    record Anonymous() implements Caller {}
}
