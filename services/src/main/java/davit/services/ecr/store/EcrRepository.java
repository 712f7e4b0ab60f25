package davit.services.ecr.store;

import davit.aws.arn.Arn;
import davit.images.repository.Repository;

/**
 * A repository with its settings.
 *
 * @param content the repository in the registry
 * @param settings what ECR knows of it
 * @param account the account that it belongs to
 */
public record EcrRepository(Repository content, Settings settings, String account) {
    /** Its name. */
    public String name() {
        return content.name();
    }

    /** Its ARN. */
    public Arn arn() {
        return Arn.of("ecr", settings.region(), account, "repository/" + name());
    }
}
