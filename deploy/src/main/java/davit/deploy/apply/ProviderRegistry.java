package davit.deploy.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderPackage;
import davit.deploy.state.Resource;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packages of a run, each configured once for each provider resource.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ProviderRegistry implements AutoCloseable {
    private static final String PROVIDERS = "pulumi:providers:";

    private final Map<String, ProviderPackage> packages = new TreeMap<>();
    private final Path programFolder;
    private final Urn stack;

    @GuardedBy("this")
    private final Map<Key, ConfiguredProvider> configured = new HashMap<>();

    private record Key(String name, Properties inputs) {}

    /** A registry of {@code packages}, for the program in {@code programFolder} and its stack. */
    public ProviderRegistry(Collection<ProviderPackage> packages, Path programFolder, Urn stack) {
        packages.forEach(each -> this.packages.put(each.name(), each));
        this.programFolder = programFolder;
        this.stack = stack;
    }

    /** The package of a type token: {@code aws} for {@code aws:s3/bucket:Bucket} and {@code pulumi:providers:aws}. */
    public static String packageOf(String token) {
        return token.startsWith(PROVIDERS)
                ? token.substring(PROVIDERS.length())
                : token.substring(0, Math.max(0, token.indexOf(':')));
    }

    /** The type token of the providers of a package. */
    public static String providerType(String packageName) {
        return PROVIDERS + packageName;
    }

    /**
     * A package by its name.
     *
     * @throws ProviderException if there is none
     */
    public ProviderPackage find(String name) throws ProviderException {
        ProviderPackage found = packages.get(name);
        if (found == null) {
            throw new ProviderException("there is no provider package '" + name + "'; known packages: "
                    + String.join(", ", packages.keySet()));
        }
        return found;
    }

    /** The package of a provider resource, configured with its inputs. */
    public synchronized ConfiguredProvider configured(Resource provider)
            throws ProviderException, InterruptedException {
        String name = packageOf(provider.urn().type());
        Properties inputs = ValueTree.withoutMarks(provider.inputs());
        Key key = new Key(name, inputs);
        ConfiguredProvider known = configured.get(key);
        if (known != null) {
            return known;
        }
        ConfiguredProvider made =
                find(name).configure(new ProviderConfiguration(inputs, programFolder, stack.project(), stack.stack()));
        configured.put(key, made);
        return made;
    }

    @Override
    public synchronized void close() {
        configured.values().forEach(ConfiguredProvider::close);
        configured.clear();
    }
}
