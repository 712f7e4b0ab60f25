package davit.deploy.awsx;

import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderPackage;
import java.util.List;
import java.util.Optional;

/** The package {@code awsx}: the components of awsx 3. */
public final class AwsxPackage implements ProviderPackage {
    @Override
    public String name() {
        return "awsx";
    }

    @Override
    public ConfiguredProvider configure(ProviderConfiguration configuration) {
        return new Components(components(configuration.stack()));
    }

    static List<ComponentType> components(String stack) {
        return List.of(new ImageComponent(stack), new RepositoryComponent());
    }

    private record Components(List<ComponentType> types) implements ConfiguredProvider {
        @Override
        public Optional<ComponentType> component(String token) {
            return types.stream().filter(type -> type.token().equals(token)).findFirst();
        }

        @Override
        public List<String> tokens() {
            return types.stream().map(ComponentType::token).toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
