package davit.aws.shape;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * The model of one service, read from the classes of its SDK client, each operation when it is first asked for.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class SdkModel {
    private static final String REQUEST = "Request";

    private final Class<?> client;
    private final Map<String, Optional<OperationShape>> shapes = new ConcurrentHashMap<>();

    /** The model behind a client's interface, {@code LambdaClient.class}. */
    public SdkModel(Class<?> client) {
        this.client = client;
    }

    /** The operation of this name, if the service has it. */
    public Optional<OperationShape> operation(String name) {
        Optional<OperationShape> known = shapes.get(name);
        if (known == null) {
            known = read(name);
            if (known.isPresent()) { // names that exist are few; others come from outside and are not kept
                shapes.put(name, known);
            }
        }
        return known;
    }

    /** The names of all operations in alphabetical order, those with event streams included. */
    public SortedSet<String> operationNames() {
        SortedSet<String> names = new TreeSet<>(names(client));
        try {
            String asynchronous = client.getName().replaceAll("Client$", "AsyncClient");
            names.addAll(names(Class.forName(asynchronous, false, client.getClassLoader())));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(client + " has no asynchronous sibling", e);
        }
        return names;
    }

    private static List<String> names(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> isOperation(method))
                .map(method -> nameOf(method.getParameterTypes()[0]))
                .toList();
    }

    private static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0 || !AwsRequest.class.isAssignableFrom(parameters[0])) {
            return false;
        }
        String operation = nameOf(parameters[0]);
        return method.getName().equals(operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1));
    }

    private static String nameOf(Class<?> request) {
        return request.getSimpleName().substring(0, request.getSimpleName().length() - REQUEST.length());
    }

    private Optional<OperationShape> read(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            return Optional.empty();
        }
        try {
            String inPackage = client.getPackageName();
            Class<?> request = load(inPackage + ".model." + name + REQUEST);
            Class<?> marshaller = load(inPackage + ".transform." + name + "RequestMarshaller");
            Field binding = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            return Optional.of(shape(name, (OperationInfo) binding.get(null), builders(request)));
        } catch (ClassNotFoundException | NoClassDefFoundError _) { // the latter: a name in the wrong case
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK's classes for " + name + " have another form", e);
        }
    }

    private Class<?> load(String className) throws ClassNotFoundException {
        return Class.forName(className, true, client.getClassLoader());
    }

    private static Supplier<SdkPojo> builders(Class<?> request) throws NoSuchMethodException {
        Method builder = request.getMethod("builder");
        return () -> {
            try {
                return (SdkPojo) builder.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(request + " has no builder", e);
            }
        };
    }

    private static OperationShape shape(String name, OperationInfo info, Supplier<SdkPojo> newInput) {
        List<SdkField<?>> fields = newInput.get().sdkFields();
        UriPattern uri = UriPattern.parse(info.requestUri());
        // The SDK moves one member from the path into the host and takes it out of the path's pattern.
        Optional<String> inHost = fields.stream()
                .filter(field -> field.location() == MarshallLocation.PATH && !uri.hasLabel(field.locationName()))
                .map(SdkField::locationName)
                .findFirst();
        return new OperationShape(
                name,
                info.httpMethod().name(),
                inHost.map(uri::behind).orElse(uri),
                Optional.ofNullable(info.operationIdentifier()).orElse(""),
                newInput,
                distinguishing(fields).toList());
    }

    private static Stream<SdkField<?>> distinguishing(List<SdkField<?>> fields) {
        return fields.stream().filter(field -> field.containsTrait(RequiredTrait.class) && isOutsideOfBody(field));
    }

    private static boolean isOutsideOfBody(SdkField<?> field) {
        return field.location() == MarshallLocation.QUERY_PARAM || field.location() == MarshallLocation.HEADER;
    }
}
