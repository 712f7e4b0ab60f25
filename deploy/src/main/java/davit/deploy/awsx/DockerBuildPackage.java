package davit.deploy.awsx;

import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ImageBuilder;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderPackage;
import davit.deploy.provider.ResourceType;
import java.util.List;
import java.util.Optional;

/** The package {@code docker-build}, as far as awsx uses it: images, built by an {@link ImageBuilder}. */
public final class DockerBuildPackage implements ProviderPackage {
    private final ImageBuilder builder;

    /** Builds with {@code builder}. */
    public DockerBuildPackage(ImageBuilder builder) {
        this.builder = builder;
    }

    @Override
    public String name() {
        return "docker-build";
    }

    @Override
    public ConfiguredProvider configure(ProviderConfiguration configuration) {
        return new Images(new DockerImage(builder, configuration.programFolder()));
    }

    private record Images(DockerImage image) implements ConfiguredProvider {
        @Override
        public Optional<ResourceType> resource(String token) {
            return token.equals(image.token()) ? Optional.of(image) : Optional.empty();
        }

        @Override
        public List<String> tokens() {
            return List.of(image.token());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
