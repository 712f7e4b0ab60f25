package davit.deploy.aws;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.value.Properties;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The functions that say where one is, and who. */
record AccountFunctions(Aws aws) {
    Map<String, ProviderFunction> byToken() {
        return Map.of(
                "aws:index/getCallerIdentity:getCallerIdentity", this::callerIdentity,
                "aws:index/getRegion:getRegion", this::region,
                "aws:index/getPartition:getPartition", _ -> partition());
    }

    private Properties callerIdentity(Properties arguments) throws ProviderException {
        try {
            var identity = aws.sts().getCallerIdentity();
            return new Outputs()
                    .text("accountId", identity.account())
                    .text("arn", identity.arn())
                    .text("id", identity.account())
                    .text("userId", identity.userId())
                    .build();
        } catch (SdkException e) {
            throw AwsErrors.explained(e);
        }
    }

    private Properties region(Properties arguments) throws ProviderException {
        String name = arguments
                .text("region")
                .or(() -> arguments.text("name"))
                .or(() -> arguments.text("endpoint").flatMap(AccountFunctions::regionOfEndpoint))
                .orElseGet(() -> aws.region(Properties.EMPTY));
        var metadata = Region.of(name).metadata();
        if (metadata == null) {
            throw new ProviderException("finding region: no region has the name " + name);
        }
        return new Outputs()
                .text("description", metadata.description())
                .text("endpoint", "ec2." + name + "." + metadata.partition().dnsSuffix())
                .text("id", name)
                .text("name", name)
                .text("region", name)
                .build();
    }

    /** The region of {@code ec2.REGION.SUFFIX}. */
    private static java.util.Optional<String> regionOfEndpoint(String endpoint) {
        String[] labels = endpoint.split("\\.", 3);
        return labels.length == 3 ? java.util.Optional.of(labels[1]) : java.util.Optional.empty();
    }

    private Properties partition() {
        var metadata = PartitionMetadata.of(Region.of(aws.region(Properties.EMPTY)));
        List<String> labels = Arrays.asList(metadata.dnsSuffix().split("\\."));
        Collections.reverse(labels);
        return new Outputs()
                .text("dnsSuffix", metadata.dnsSuffix())
                .text("id", metadata.id())
                .text("partition", metadata.id())
                .text("reverseDnsPrefix", String.join(".", labels))
                .build();
    }
}
