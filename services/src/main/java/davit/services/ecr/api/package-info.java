/** One class per operation of ECR. */
@NullMarked
package davit.services.ecr.api;

import org.jspecify.annotations.NullMarked;
