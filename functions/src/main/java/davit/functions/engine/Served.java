package davit.functions.engine;

import davit.functions.model.FunctionId;
import davit.functions.model.FunctionVersion;

/**
 * What an environment runs.
 *
 * @param function the function
 * @param number {@code $LATEST} or the number of a published version
 * @param version its code and configuration
 */
public record Served(FunctionId function, String number, FunctionVersion version) {}
