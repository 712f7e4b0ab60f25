package davit.aws.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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

    /**
     * The routes of all operations, from the resource {@code davit/aws/routes/CLIENT.tsv} where there is one: reading them
     * from the SDK takes as long as a server's whole start.
     */
    public List<Route> routes() {
        String resource = "/davit/aws/routes/" + client.getSimpleName() + ".tsv";
        try (InputStream in = SdkModel.class.getResourceAsStream(resource)) {
            return in == null
                    ? routesOfSdk()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(Route::parse)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The routes of all operations as the SDK's classes have them. */
    public List<Route> routesOfSdk() {
        return operationNames().stream().flatMap(name -> route(name).stream()).toList();
    }

    private Optional<Route> route(String name) {
        return info(name)
                .flatMap(info -> operation(name)
                        .map(shape -> route(name, info, shape.newInput().get().sdkFields())));
    }

    private static Route route(String name, OperationInfo info, List<SdkField<?>> fields) {
        UriPattern uri = UriPattern.parse(info.requestUri());
        // The SDK moves one member from the path into the host and takes it out of the path's pattern.
        String inHost = fields.stream()
                .filter(field -> field.location() == MarshallLocation.PATH && !uri.hasLabel(field.locationName()))
                .map(field -> "/{" + field.locationName() + "}")
                .findFirst()
                .orElse("");
        return new Route(
                name,
                info.httpMethod().name(),
                inHost + info.requestUri(),
                required(fields, MarshallLocation.QUERY_PARAM),
                required(fields, MarshallLocation.HEADER));
    }

    private static List<String> required(List<SdkField<?>> fields, MarshallLocation location) {
        return fields.stream()
                .filter(field -> field.containsTrait(RequiredTrait.class) && field.location() == location)
                .map(SdkField::locationName)
                .toList();
    }

    private Optional<OperationShape> read(String name) {
        return info(name)
                .map(info -> new OperationShape(
                        name, Optional.ofNullable(info.operationIdentifier()).orElse(""), builders(name)));
    }

    private Optional<OperationInfo> info(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            return Optional.empty();
        }
        try {
            Field binding = load(".transform." + name + "RequestMarshaller").getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            return Optional.of((OperationInfo) binding.get(null));
        } catch (ClassNotFoundException | NoClassDefFoundError _) { // the latter: a name in the wrong case
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK's classes for " + name + " have another form", e);
        }
    }

    private Class<?> load(String inPackage) throws ClassNotFoundException {
        return Class.forName(client.getPackageName() + inPackage, true, client.getClassLoader());
    }

    private Supplier<SdkPojo> builders(String name) {
        try {
            Method builder = load(".model." + name + REQUEST).getMethod("builder");
            return () -> newBuilder(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK's classes for " + name + " have another form", e);
        }
    }

    private static SdkPojo newBuilder(Method builder) {
        try {
            return (SdkPojo) builder.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(builder + " failed", e);
        }
    }
}
