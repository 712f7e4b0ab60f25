package davit.deploy.aws.lambda;

import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.value.PropertyValue;

/** The properties of a function. */
final class FunctionSchema {
    static final String ARCHITECTURES = "architectures";
    static final String SIGNING = "codeSigningConfigArn";
    static final String DEAD_LETTER = "deadLetterConfig";
    static final String DESCRIPTION = "description";
    static final String ENVIRONMENT = "environment";
    static final String STORAGE = "ephemeralStorage";
    static final String FILE_SYSTEM = "fileSystemConfig";
    static final String HANDLER = "handler";
    static final String IMAGE_CONFIG = "imageConfig";
    static final String IMAGE = "imageUri";
    static final String KEY = "kmsKeyArn";
    static final String LAYERS = "layers";
    static final String LOGGING = "loggingConfig";
    static final String MEMORY = "memorySize";
    static final String NAME = "name";
    static final String PACKAGE = "packageType";
    static final String PUBLISH = "publish";
    static final String CONCURRENCY = "reservedConcurrentExecutions";
    static final String ROLE = "role";
    static final String RUNTIME = "runtime";
    static final String BUCKET = "s3Bucket";
    static final String OBJECT_KEY = "s3Key";
    static final String OBJECT_VERSION = "s3ObjectVersion";
    static final String SKIP_DESTROY = "skipDestroy";
    static final String SNAP_START = "snapStart";
    static final String CODE_HASH = "sourceCodeHash";
    static final String CODE_SHA = "codeSha256";
    static final String TIMEOUT = "timeout";
    static final String TRACING = "tracingConfig";
    static final String NETWORK = "vpcConfig";
    static final double UNRESERVED = -1;

    private static final int LONGEST_NAME = 64;
    private static final double DEFAULT_MEMORY_MIB = 128;
    private static final double DEFAULT_TIMEOUT_SECONDS = 3;

    static final Schema SCHEMA = Schema.of(
                    "aws:lambda/function:Function",
                    Field.texts(ARCHITECTURES).computed(),
                    Field.unsupported("capacityProviderConfig"),
                    Field.unsupported("code"),
                    Field.text(CODE_SHA).computed().local(),
                    Field.text(SIGNING),
                    Field.block(DEAD_LETTER, Field.text("targetArn").required()),
                    Field.text(DESCRIPTION),
                    Field.unsupported("durableConfig"),
                    Field.block(ENVIRONMENT, Field.map("variables")),
                    Field.block(STORAGE, Field.number("size")).computed(),
                    Field.block(
                            FILE_SYSTEM,
                            Field.text("arn").required(),
                            Field.text("localMountPath").required()),
                    Field.text(HANDLER),
                    Field.block(
                            IMAGE_CONFIG,
                            Field.texts("commands"),
                            Field.texts("entryPoints"),
                            Field.text("workingDirectory")),
                    Field.text(IMAGE),
                    Field.text(KEY),
                    Field.texts(LAYERS),
                    Field.block(
                                    LOGGING,
                                    Field.text("applicationLogLevel"),
                                    Field.text("logFormat").required(),
                                    Field.text("logGroup"),
                                    Field.text("systemLogLevel"))
                            .computed(),
                    Field.number(MEMORY).byDefault(PropertyValue.of(DEFAULT_MEMORY_MIB)),
                    Field.text(NAME).immutable(),
                    Field.text(PACKAGE).immutable().byDefault(PropertyValue.of("Zip")),
                    Field.bool(PUBLISH).local().byDefault(PropertyValue.of(false)),
                    Field.unsupported("publishTo"),
                    Schema.REGION,
                    Field.unsupported("replaceSecurityGroupsOnDestroy"),
                    Field.unsupported("replacementSecurityGroupIds"),
                    Field.number(CONCURRENCY).byDefault(PropertyValue.of(UNRESERVED)),
                    Field.text(ROLE).required(),
                    Field.text(RUNTIME),
                    Field.text(BUCKET).local(),
                    Field.text(OBJECT_KEY).local(),
                    Field.text(OBJECT_VERSION).local(),
                    Field.bool(SKIP_DESTROY).local().byDefault(PropertyValue.of(false)),
                    Field.block(
                            SNAP_START,
                            Field.text("applyOn").required(),
                            Field.text("optimizationStatus").computed()),
                    Field.text(CODE_HASH).computed().local(),
                    Field.unsupported("sourceKmsKeyArn"),
                    Schema.TAGS,
                    Field.unsupported("tenancyConfig"),
                    Field.number(TIMEOUT).byDefault(PropertyValue.of(DEFAULT_TIMEOUT_SECONDS)),
                    Field.block(TRACING, Field.text("mode").required()).computed(),
                    Field.unsupported("useResourceTimeoutForPropagation"),
                    Field.block(
                            NETWORK,
                            Field.bool("ipv6AllowedForDualStack"),
                            Field.textSet("securityGroupIds").required(),
                            Field.textSet("subnetIds").required(),
                            Field.text("vpcId").computed()))
            .named(NAME, LONGEST_NAME);

    private FunctionSchema() {}
}
