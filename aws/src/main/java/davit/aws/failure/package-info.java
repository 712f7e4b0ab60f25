/** What goes wrong before an operation is reached, in the words of each family of services. Start at {@link davit.aws.failure.ErrorVocabulary}. */
@NullMarked
package davit.aws.failure;

import org.jspecify.annotations.NullMarked;
