/** The rules and errors of ECR. */
@NullMarked
package davit.services.ecr.model;

import org.jspecify.annotations.NullMarked;
