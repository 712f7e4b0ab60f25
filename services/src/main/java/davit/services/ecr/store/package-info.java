/** What ECR keeps beside the registry: settings of repositories, tokens. Start at {@link davit.services.ecr.store.EcrRepositories}. */
@NullMarked
package davit.services.ecr.store;

import org.jspecify.annotations.NullMarked;
