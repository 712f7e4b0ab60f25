/** The AWS services round the functions, one package each, all with the same rooms: door, api, model, store, work. */
@NullMarked
package davit.services;

import org.jspecify.annotations.NullMarked;
