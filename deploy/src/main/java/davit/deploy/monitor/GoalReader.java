package davit.deploy.monitor;

import davit.deploy.apply.RegistrationException;
import davit.deploy.plan.Aliases;
import davit.deploy.plan.Aliases.Alias;
import davit.deploy.plan.Goal;
import davit.deploy.state.ProviderReference;
import davit.deploy.state.Relations;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ResourceOptions;
import davit.deploy.state.Timeouts;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyPath;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pulumirpc.AliasOuterClass;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest.PropertyDependencies;

/**
 * Reads what a program wants from its requests. What the engine cannot honour is refused, never passed over.
 *
 * @param stack the stack's own name
 * @param aliasesOf the former names of a resource that was registered before
 */
record GoalReader(Urn stack, Function<Urn, List<Urn>> aliasesOf) {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

    /**
     * Reads a registration.
     *
     * @param provider the provider of a custom resource; empty for a component
     */
    Goal read(RegisterResourceRequest request, ProviderChoice provider) throws RegistrationException, IOException {
        refuseUnknown(request);
        @Nullable Urn parent = parent(request.getParent(), request.getType());
        Urn urn = urn(parent, request.getType(), request.getName());
        Properties inputs = WireReader.read(request.getObject());
        return new Goal(
                urn,
                request.getCustom() ? Kind.CUSTOM : Kind.COMPONENT,
                request.getRemote() ? inputs : ValueTree.withoutOutputs(inputs),
                relations(request, parent, provider),
                options(request),
                aliases(request, urn, parent));
    }

    /** The provider that a resource names, or that is its default. */
    @FunctionalInterface
    interface ProviderChoice {
        Optional<ProviderReference> provider() throws RegistrationException, IOException;
    }

    /** Reads a request to look a resource up. */
    Goal read(ReadResourceRequest request, ProviderChoice provider) throws RegistrationException, IOException {
        @Nullable Urn parent = parent(request.getParent(), request.getType());
        NavigableSet<Urn> dependencies = urns(request.getDependenciesList());
        ResourceOptions options = new ResourceOptions(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                request.getAdditionalSecretOutputsList(),
                Timeouts.NONE,
                request.getId(),
                PropertyValue.nothing());
        return new Goal(
                urn(parent, request.getType(), request.getName()),
                Kind.EXTERNAL,
                ValueTree.withoutOutputs(WireReader.read(request.getProperties())),
                new Relations(Optional.ofNullable(parent), provider.provider(), dependencies, new TreeMap<>()),
                options,
                List.of());
    }

    private static void refuseUnknown(RegisterResourceRequest request) throws RegistrationException {
        refuse(request.getTransformsCount() > 0, "transforms");
        refuse(
                request.hasHooks()
                        && !request.getHooks()
                                .equals(RegisterResourceRequest.ResourceHooksBinding.getDefaultInstance()),
                "resource hooks");
        refuse(request.getEnvVarMappingsCount() > 0, "envVarMappings");
        refuse(
                !request.getProvider().isEmpty() && !request.getCustom() && !request.getRemote(),
                "a component's provider");
    }

    private static void refuse(boolean isUsed, String option) throws RegistrationException {
        if (isUsed) {
            throw mistake("the resource uses " + option + ", which davit does not have");
        }
    }

    private static RegistrationException mistake(String message) {
        return new RegistrationException(RegistrationException.Reason.MISTAKE, message);
    }

    private @Nullable Urn parent(String parent, String type) throws RegistrationException {
        if (!parent.isEmpty()) {
            return urn(parent);
        }
        boolean standsAlone = type.equals(stack.type()) || type.startsWith("pulumi:providers:");
        return standsAlone ? null : stack;
    }

    private Urn urn(@Nullable Urn parent, String type, String name) {
        return parent == null ? Urn.of(stack.stack(), stack.project(), type, name) : parent.child(type, name);
    }

    private static Urn urn(String text) throws RegistrationException {
        try {
            return new Urn(text);
        } catch (IllegalArgumentException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    private static NavigableSet<Urn> urns(Collection<String> texts) throws RegistrationException {
        NavigableSet<Urn> urns = new TreeSet<>();
        for (String text : texts) {
            urns.add(urn(text));
        }
        return urns;
    }

    private static Relations relations(RegisterResourceRequest request, @Nullable Urn parent, ProviderChoice provider)
            throws RegistrationException, IOException {
        TreeMap<String, NavigableSet<Urn>> properties = new TreeMap<>();
        for (var entry : request.getPropertyDependenciesMap().entrySet()) {
            PropertyDependencies dependencies = entry.getValue();
            properties.put(entry.getKey(), urns(dependencies.getUrnsList()));
        }
        return new Relations(
                Optional.ofNullable(parent), provider.provider(), urns(request.getDependenciesList()), properties);
    }

    private static ResourceOptions options(RegisterResourceRequest request) throws RegistrationException {
        boolean decidesOrder = request.getDeleteBeforeReplaceDefined() || request.getDeleteBeforeReplace();
        return new ResourceOptions(
                request.getProtect(),
                request.getRetainOnDelete(),
                decidesOrder ? Optional.of(request.getDeleteBeforeReplace()) : Optional.empty(),
                request.getDeletedWith().isEmpty() ? Optional.empty() : Optional.of(urn(request.getDeletedWith())),
                List.copyOf(urns(request.getReplaceWithList())),
                paths(request.getIgnoreChangesList()),
                paths(request.getReplaceOnChangesList()),
                request.getAdditionalSecretOutputsList(),
                timeouts(request.getCustomTimeouts()),
                request.getImportId(),
                WireReader.read(request.getReplacementTrigger()));
    }

    private static List<String> paths(List<String> texts) throws RegistrationException {
        for (String text : texts) {
            try {
                PropertyPath _ = PropertyPath.parse(text);
            } catch (IllegalArgumentException e) {
                throw mistake(String.valueOf(e.getMessage()));
            }
        }
        return texts;
    }

    private static Timeouts timeouts(RegisterResourceRequest.CustomTimeouts timeouts) throws RegistrationException {
        return new Timeouts(
                duration(timeouts.getCreate()),
                duration(timeouts.getRead()),
                duration(timeouts.getUpdate()),
                duration(timeouts.getDelete()));
    }

    /** Reads {@code 30s}, {@code 5m}, {@code 1h30m}. */
    static Optional<Duration> duration(String text) throws RegistrationException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION_PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            nanos += Double.parseDouble(matcher.group(1)) * nanosOf(matcher.group(2));
            end = matcher.end();
        }
        if (end != text.length()) {
            throw mistake("'" + text + "' is not a timeout like 30s, 5m or 1h30m");
        }
        return Optional.of(Duration.ofNanos(Math.round(nanos)));
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> throw new IllegalStateException(unit);
        };
    }

    private List<Urn> aliases(RegisterResourceRequest request, Urn urn, @Nullable Urn parent)
            throws RegistrationException {
        List<Alias> aliases = new ArrayList<>();
        for (String text : request.getAliasURNsList()) {
            aliases.add(new Alias.Whole(urn(text)));
        }
        for (AliasOuterClass.Alias alias : request.getAliasesList()) {
            aliases.add(alias.hasUrn() ? new Alias.Whole(urn(alias.getUrn())) : alias(alias.getSpec()));
        }
        Urn above = parent == null ? stack : parent;
        return Aliases.resolve(urn, above, aliasesOf.apply(above), aliases);
    }

    private static Alias alias(AliasOuterClass.Alias.Spec spec) throws RegistrationException {
        Optional<Urn> parent = spec.getParentUrn().isEmpty() ? Optional.empty() : Optional.of(urn(spec.getParentUrn()));
        return new Alias.Parts(
                spec.getName(), spec.getType(), spec.getStack(), spec.getProject(), parent, spec.getNoParent());
    }
}
