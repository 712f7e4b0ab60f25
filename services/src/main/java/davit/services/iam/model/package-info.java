/** Policy documents and their evaluation, names, errors; pure. */
@NullMarked
package davit.services.iam.model;

import org.jspecify.annotations.NullMarked;
