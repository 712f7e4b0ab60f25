/**
 * ECR: repositories and their images through AWS's API, and who may push and pull. The content itself is in
 * {@link davit.images.repository.Repositories}.
 *
 * <p>Start at {@link davit.services.ecr.EcrService}.
 */
@NullMarked
package davit.services.ecr;

import org.jspecify.annotations.NullMarked;
