package davit.cli.deployment;

import davit.base.time.SystemTime;
import davit.cli.endpoint.Endpoint;
import davit.cli.image.LocalImageBuilder;
import davit.deploy.aws.AwsDefaults;
import davit.deploy.aws.AwsPackage;
import davit.deploy.awsx.AwsxPackage;
import davit.deploy.awsx.DockerBuildPackage;
import davit.deploy.provider.ProviderPackage;
import davit.images.build.ImageBuilds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The provider packages that programs find, pointed at a server. */
final class CloudPackages {
    private CloudPackages() {}

    /** The packages for a server; images are built by this machine's builder. */
    static List<ProviderPackage> of(Endpoint server, Path data) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
        AwsDefaults defaults = new AwsDefaults(Optional.of(server.url()), server.region(), credentials);
        LocalImageBuilder builder = new LocalImageBuilder(server, data, ImageBuilds.Choice.ANY);
        return List.of(new AwsPackage(defaults, new SystemTime()), new AwsxPackage(), new DockerBuildPackage(builder));
    }
}
