package davit.functions.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the ARN of a resource whose tags are asked for or changed. */
final class TaggedFunction {
    private static final Pattern RESOURCE =
            Pattern.compile("arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:"
                    + "(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)"
                    + "|code-signing-config:csc-[a-z0-9]{17}"
                    + "|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
                    + "|capacity-provider:[a-zA-Z0-9-_]+)");
    private static final int PARTS_OF_FUNCTION = 2;

    private TaggedFunction() {}

    static FunctionReference parse(String resource) {
        new Constraints().pattern("resource", resource, RESOURCE).check();
        Arn arn = Arn.parse(resource);
        String[] parts = arn.resource().split(":", -1);
        if (!parts[0].equals("function")) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist.");
        }
        if (parts.length > PARTS_OF_FUNCTION) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        RequestContext context = RequestContext.current();
        if (!arn.region().equals(context.region())) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("Functions from '" + arn.region()
                    + "' are not reachable in this region ('" + context.region() + "')");
        }
        return new FunctionReference(new FunctionId(arn.account(), arn.region(), parts[1]), Optional.empty());
    }
}
