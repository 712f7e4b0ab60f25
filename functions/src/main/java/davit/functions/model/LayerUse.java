package davit.functions.model;

/**
 * A layer of a function. Its archive stays with the function, also when the layer's version is deleted.
 *
 * @param arn the ARN of the layer's version
 * @param code the archive
 */
public record LayerUse(String arn, ZipCode code) {}
