package davit.aws;

import davit.aws.failure.Failure;
import davit.aws.operation.Held;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.base.http.HttpBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;

/**
 * Turns calls of a client's methods into operations. Methods with other forms of the same call (by consumers, by pages)
 * are the interface's own, which end here again.
 *
 * @param service the service
 * @param calls performs operations
 * @param contexts makes the context of each call
 */
record ClientInvocations(HostedService service, OperationCall calls, Supplier<RequestContext> contexts)
        implements InvocationHandler {
    private static final String REQUEST = "Request";

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[0] instanceof AwsRequest request && isOperation(method)) {
            return call(request, arguments);
        }
        return switch (method.getName()) {
            case "close" -> null;
            case "serviceName" -> service.description().signingName();
            case "toString" -> "in-process client of " + service.description().signingName();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && isSame(proxy, arguments[0]);
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }

    @SuppressWarnings("ReferenceEquality") // a client is equal to itself only
    private static boolean isSame(Object proxy, Object other) {
        return proxy == other;
    }

    /** Operations take a request, and at most one stream; pages, files and bytes are the interface's own forms. */
    private static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return !method.getName().endsWith("Paginator")
                && !method.getName().endsWith("AsBytes")
                && AwsRequest.class.isAssignableFrom(parameters[0])
                && (parameters.length == 1
                        || parameters[1] == RequestBody.class
                        || parameters[1] == ResponseTransformer.class);
    }

    private Object call(AwsRequest request, Object[] arguments) throws Exception {
        String name = request.getClass().getSimpleName();
        String operationName = name.substring(0, name.length() - REQUEST.length());
        RequestContext context = contexts.get();
        try (Held _ = context.held()) {
            Operation<?, ?> operation = service.operation(operationName)
                    .orElseThrow(() -> service.vocabulary()
                            .because(
                                    Failure.NOT_IMPLEMENTED,
                                    "The operation " + operationName + " is not implemented."));
            OperationCall.Outcome outcome =
                    calls.perform(operation, request, new OwnContent(body(arguments)), context, service.vocabulary());
            return outcome.stream().isPresent()
                    ? transformed(outcome, outcome.stream().get(), arguments)
                    : outcome.response();
        } catch (ServiceException e) {
            throw SdkExceptions.of(e, service.description().client(), context.requestId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestBody body(Object[] arguments) {
        return arguments.length > 1 && arguments[1] instanceof RequestBody body ? body : RequestBody.empty();
    }

    @SuppressWarnings("unchecked") // the interface's signature says that the transformer is the response's
    private static Object transformed(OperationCall.Outcome outcome, HttpBody stream, Object[] arguments)
            throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (stream) {
            stream.writeTo(bytes);
        }
        ResponseTransformer<Object, Object> transformer = (ResponseTransformer<Object, Object>) arguments[1];
        return transformer.transform(
                outcome.response(), AbortableInputStream.create(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
