package davit.functions.engine;

import davit.functions.model.FunctionId;
import davit.functions.model.FunctionVersion;

/**
 * What an environment runs.
 *
 * @param function the function
 * @param version its code and configuration
 */
public record Served(FunctionId function, FunctionVersion version) {}
