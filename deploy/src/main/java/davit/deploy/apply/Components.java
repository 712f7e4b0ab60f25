package davit.deploy.apply;

import davit.deploy.apply.Registration.Result;
import davit.deploy.plan.Aliases;
import davit.deploy.plan.Goal;
import davit.deploy.provider.ChildResource;
import davit.deploy.provider.ComponentChildren;
import davit.deploy.provider.ComponentRequest;
import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.RegisteredResource;
import davit.deploy.state.ProviderReference;
import davit.deploy.state.Relations;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ResourceOptions;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Expands remote components: their children are registered like the program's own resources. */
final class Components {
    private final RunContext run;
    private final Registrar registrar;
    private final Providers providers;

    Components(RunContext run, Registrar registrar, Providers providers) {
        this.run = run;
        this.registrar = registrar;
        this.providers = providers;
    }

    /**
     * Expands a component that is registered itself.
     *
     * @throws ProviderException if its inputs are wrong or there is no such component
     */
    Registration expand(Goal goal, Map<String, ProviderReference> explicit)
            throws ProviderException, IOException, InterruptedException {
        String token = goal.urn().type();
        ConfiguredProvider configured = providers.configured(provider(token, explicit));
        Optional<ComponentType> type = configured.component(token);
        if (type.isEmpty()) {
            throw new ProviderException(configured.missing("component", token));
        }
        try {
            Children children = new Children(goal, explicit);
            Properties outputs = type.get().construct(new ComponentRequest(goal.urn(), goal.inputs()), children);
            return registration(goal, outputs);
        } catch (ChildFailedException e) {
            return Registration.failed(goal.urn(), e.result);
        } catch (ChildIOException e) {
            throw e.cause;
        }
    }

    private ProviderReference provider(String token, Map<String, ProviderReference> explicit)
            throws ProviderException, IOException {
        ProviderReference named = explicit.get(ProviderRegistry.packageOf(token));
        return named == null ? providers.defaultOf(token) : named;
    }

    private Registration registration(Goal goal, Properties outputs) {
        Map<String, Set<Urn>> dependencies = new HashMap<>();
        outputs.values().forEach((name, value) -> dependencies.put(name, Set.copyOf(ValueTree.dependencies(value))));
        boolean isKnown = !run.isPreview() || !ValueTree.hasUnknown(PropertyValue.of(outputs));
        return new Registration(
                goal.urn(),
                PropertyValue.of(""),
                ValueTree.withoutOutputs(outputs),
                isKnown,
                Result.DONE,
                dependencies);
    }

    /** A child failed, which was told already; unwinds through the component's own code. */
    private static final class ChildFailedException extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final Result result;

        ChildFailedException(Result result) {
            super("a child " + result);
            this.result = result;
        }
    }

    /** The state could not be written; unwinds through the component's own code. */
    private static final class ChildIOException extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final IOException cause;

        ChildIOException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final class Children implements ComponentChildren {
        private final Goal component;
        private final Map<String, ProviderReference> explicit;

        Children(Goal component, Map<String, ProviderReference> explicit) {
            this.component = component;
            this.explicit = explicit;
        }

        @Override
        public RegisteredResource register(ChildResource child) throws ProviderException, InterruptedException {
            try {
                Registration made = registrar.register(goal(child));
                if (made.result() != Result.DONE) {
                    throw new ChildFailedException(made.result());
                }
                return new RegisteredResource(made.urn(), made.id(), made.outputs(), made.isKnown());
            } catch (RegistrationException e) {
                throw new ProviderException(String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                throw new ChildIOException(e);
            }
        }

        private Goal goal(ChildResource child) throws ProviderException, IOException {
            Urn urn = component.urn().child(child.type(), child.name());
            NavigableSet<Urn> dependencies = new TreeSet<>(child.dependsOn());
            TreeMap<String, NavigableSet<Urn>> ofProperties = new TreeMap<>();
            child.inputs().values().forEach((name, value) -> {
                ofProperties.put(name, new TreeSet<>(ValueTree.dependencies(value)));
                dependencies.addAll(ValueTree.dependencies(value));
            });
            ProviderReference provider = provider(child.type(), explicit);
            ResourceOptions own = component.options();
            ResourceOptions options = ResourceOptions.NONE.withProtect(own.protect());
            return new Goal(
                    urn,
                    Kind.CUSTOM,
                    ValueTree.withoutOutputs(child.inputs()),
                    new Relations(Optional.of(component.urn()), Optional.of(provider), dependencies, ofProperties),
                    own.deletedWith().map(options::withDeletedWith).orElse(options),
                    Aliases.resolve(urn, component.urn(), registrar.aliasesOf(component.urn()), List.of()));
        }

        @Override
        public Properties call(String token, Properties arguments) throws ProviderException, InterruptedException {
            try {
                return registrar
                        .functions()
                        .call(token, arguments, provider(token, explicit).toString());
            } catch (IOException e) {
                throw new ChildIOException(e);
            }
        }
    }
}
