package davit.deploy.aws.lambda;

import davit.deploy.aws.resource.Outputs;
import davit.deploy.value.Properties;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FileSystemConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/** The objects among a function's properties, in Lambda's form; an absent one becomes what Lambda has by default. */
record FunctionBlocks(Properties inputs) {
    private static final int DEFAULT_STORAGE_MIB = 512;

    DeadLetterConfig deadLetter() {
        return DeadLetterConfig.builder()
                .targetArn(block(FunctionSchema.DEAD_LETTER).text("targetArn").orElse(""))
                .build();
    }

    Environment environment() {
        return Environment.builder()
                .variables(block(FunctionSchema.ENVIRONMENT).textMap("variables"))
                .build();
    }

    EphemeralStorage storage() {
        return EphemeralStorage.builder()
                .size(block(FunctionSchema.STORAGE).integer("size").orElse(DEFAULT_STORAGE_MIB))
                .build();
    }

    List<FileSystemConfig> fileSystems() {
        return inputs
                .object(FunctionSchema.FILE_SYSTEM)
                .map(given -> FileSystemConfig.builder()
                        .arn(given.text("arn").orElseThrow())
                        .localMountPath(given.text("localMountPath").orElseThrow())
                        .build())
                .stream()
                .toList();
    }

    ImageConfig image() {
        Properties given = block(FunctionSchema.IMAGE_CONFIG);
        ImageConfig.Builder image = ImageConfig.builder();
        if (!given.texts("commands").isEmpty()) {
            image.command(given.texts("commands"));
        }
        if (!given.texts("entryPoints").isEmpty()) {
            image.entryPoint(given.texts("entryPoints"));
        }
        given.text("workingDirectory").ifPresent(image::workingDirectory);
        return image.build();
    }

    LoggingConfig logging() {
        Properties given = block(FunctionSchema.LOGGING);
        LoggingConfig.Builder logging = LoggingConfig.builder();
        given.text("applicationLogLevel").ifPresent(logging::applicationLogLevel);
        given.text("logFormat").ifPresent(logging::logFormat);
        given.text("logGroup").ifPresent(logging::logGroup);
        given.text("systemLogLevel").ifPresent(logging::systemLogLevel);
        return logging.build();
    }

    SnapStart snapStart() {
        return SnapStart.builder()
                .applyOn(block(FunctionSchema.SNAP_START).text("applyOn").orElse("None"))
                .build();
    }

    TracingConfig tracing() {
        return TracingConfig.builder()
                .mode(block(FunctionSchema.TRACING).text("mode").orElse("PassThrough"))
                .build();
    }

    VpcConfig network() {
        Properties given = block(FunctionSchema.NETWORK);
        VpcConfig.Builder network = VpcConfig.builder()
                .subnetIds(given.texts("subnetIds"))
                .securityGroupIds(given.texts("securityGroupIds"));
        given.bool("ipv6AllowedForDualStack").ifPresent(network::ipv6AllowedForDualStack);
        return network.build();
    }

    private Properties block(String name) {
        return inputs.object(name).orElse(Properties.EMPTY);
    }

    /** The objects of a configuration as outputs; those that are as by default and optional are left out. */
    static Properties outputs(FunctionConfiguration actual) {
        Outputs outputs = new Outputs();
        if (actual.deadLetterConfig() != null) {
            outputs.block(
                    FunctionSchema.DEAD_LETTER,
                    new Outputs()
                            .text("targetArn", actual.deadLetterConfig().targetArn())
                            .build());
        }
        if (actual.environment() != null) {
            outputs.block(
                    FunctionSchema.ENVIRONMENT,
                    new Outputs()
                            .someMap("variables", actual.environment().variables())
                            .build());
        }
        if (actual.ephemeralStorage() != null) {
            outputs.block(
                    FunctionSchema.STORAGE,
                    new Outputs()
                            .number("size", actual.ephemeralStorage().size())
                            .build());
        }
        actual.fileSystemConfigs().stream()
                .findFirst()
                .ifPresent(system -> outputs.block(
                        FunctionSchema.FILE_SYSTEM,
                        new Outputs()
                                .text("arn", system.arn())
                                .text("localMountPath", system.localMountPath())
                                .build()));
        return outputs.all(imageOutputs(actual))
                .all(observationOutputs(actual))
                .all(networkOutputs(actual))
                .build();
    }

    private static Properties imageOutputs(FunctionConfiguration actual) {
        if (actual.imageConfigResponse() == null || actual.imageConfigResponse().imageConfig() == null) {
            return Properties.EMPTY;
        }
        ImageConfig image = actual.imageConfigResponse().imageConfig();
        return new Outputs()
                .block(
                        FunctionSchema.IMAGE_CONFIG,
                        new Outputs()
                                .someTexts("commands", image.command())
                                .someTexts("entryPoints", image.entryPoint())
                                .text("workingDirectory", image.workingDirectory())
                                .build())
                .build();
    }

    private static Properties observationOutputs(FunctionConfiguration actual) {
        Outputs outputs = new Outputs();
        LoggingConfig logging = actual.loggingConfig();
        if (logging != null) {
            outputs.block(
                    FunctionSchema.LOGGING,
                    new Outputs()
                            .text("applicationLogLevel", logging.applicationLogLevelAsString())
                            .text("logFormat", logging.logFormatAsString())
                            .text("logGroup", logging.logGroup())
                            .text("systemLogLevel", logging.systemLogLevelAsString())
                            .build());
        }
        if (actual.tracingConfig() != null) {
            outputs.block(
                    FunctionSchema.TRACING,
                    new Outputs()
                            .text("mode", actual.tracingConfig().modeAsString())
                            .build());
        }
        if (actual.snapStart() != null && !"None".equals(actual.snapStart().applyOnAsString())) {
            outputs.block(
                    FunctionSchema.SNAP_START,
                    new Outputs()
                            .text("applyOn", actual.snapStart().applyOnAsString())
                            .text("optimizationStatus", actual.snapStart().optimizationStatusAsString())
                            .build());
        }
        return outputs.build();
    }

    private static Properties networkOutputs(FunctionConfiguration actual) {
        if (actual.vpcConfig() == null || actual.vpcConfig().subnetIds().isEmpty()) {
            return Properties.EMPTY;
        }
        return new Outputs()
                .block(
                        FunctionSchema.NETWORK,
                        new Outputs()
                                .bool(
                                        "ipv6AllowedForDualStack",
                                        actual.vpcConfig().ipv6AllowedForDualStack())
                                .texts("securityGroupIds", actual.vpcConfig().securityGroupIds())
                                .texts("subnetIds", actual.vpcConfig().subnetIds())
                                .text("vpcId", actual.vpcConfig().vpcId())
                                .build())
                .build();
    }
}
