package davit.functions;

import static davit.functions.ErrorRow.row;

import davit.base.time.SystemTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;

/** What Lambda answers to bad requests about archives, runtimes and layers, as it was recorded from the real service. */
class PackageErrorsTest {
    private static final String PARAMETER = "InvalidParameterValueException";
    private static final String VALIDATION = "ValidationException";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String L = "arn:aws:lambda:us-east-1:" + LambdaFixture.ACCOUNT + ":layer:";
    private static final String RUNTIMES =
            "[nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x,"
                    + " nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9,"
                    + " java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2]";

    @TempDir
    static Path folder;

    private static @Nullable LambdaFixture fixture;

    @BeforeAll
    static void start() {
        LambdaFixture lambda = new LambdaFixture(folder, new SystemTime());
        fixture = lambda;
        lambda.service.start();
        lambda.client().createFunction(request("there"));
        LambdaFixture.await(() -> "Active"
                .equals(lambda.client()
                        .getFunctionConfiguration(get -> get.functionName("there"))
                        .stateAsString()));
        IntStream.range(0, 2).forEach(_ -> lambda.client().publishLayerVersion(layer("one")));
        IntStream.range(0, 6).forEach(i -> lambda.client().publishLayerVersion(layer("layer" + i)));
        lambda.client()
                .addLayerVersionPermission(add -> add.layerName("one")
                        .versionNumber(1L)
                        .statementId("s1")
                        .action("lambda:GetLayerVersion")
                        .principal("*"));
    }

    @AfterAll
    static void close() {
        lambda().close();
    }

    private static LambdaFixture lambda() {
        if (fixture == null) {
            throw new IllegalStateException("not started");
        }
        return fixture;
    }

    private static CreateFunctionRequest request(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .role(LambdaFixture.ROLE)
                .runtime("python3.13")
                .handler("index.handler")
                .code(code -> code.zipFile(archive("index.py", 10)))
                .build();
    }

    private static PublishLayerVersionRequest layer(String name) {
        return PublishLayerVersionRequest.builder()
                .layerName(name)
                .content(content -> content.zipFile(archive("python/one.py", 10)))
                .build();
    }

    static SdkBytes archive(String name, int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[size]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    private static Consumer<LambdaClient> create(Consumer<CreateFunctionRequest.Builder> change) {
        return client -> {
            CreateFunctionRequest.Builder builder = request("created").toBuilder();
            change.accept(builder);
            client.createFunction(builder.build());
        };
    }

    @TestFactory
    Stream<DynamicTest> answersAsLambdaDoes() {
        return ErrorRow.tests(
                lambda(),
                Stream.of(runtimes(), archives(), layersOfFunctions(), layers(), publications())
                        .flatMap(List::stream));
    }

    private static List<ErrorRow> runtimes() {
        Stream<ErrorRow> retired = Stream.of(
                        "dotnetcore3.1",
                        "go1.x",
                        "java8",
                        "nodejs12.x",
                        "nodejs14.x",
                        "provided",
                        "python3.7",
                        "ruby2.7")
                .map(runtime -> row(
                        PARAMETER,
                        400,
                        "The runtime parameter of " + runtime
                                + " is no longer supported for creating or updating AWS Lambda functions. We recommend"
                                + " you use a supported runtime while creating or updating functions.",
                        create(f -> f.runtime(runtime))));
        String unknown =
                "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: " + RUNTIMES + " or be a valid ARN";
        return Stream.concat(
                        retired,
                        Stream.of(
                                row(PARAMETER, 400, unknown, create(f -> f.runtime("non-existent-runtime"))),
                                row(
                                        PARAMETER,
                                        400,
                                        unknown,
                                        c -> c.updateFunctionConfiguration(update ->
                                                update.functionName("there").runtime("non-existent-runtime"))),
                                row(
                                        PARAMETER,
                                        400,
                                        "Runtime and Handler are mandatory parameters for functions created with"
                                                + " deployment packages.",
                                        create(f -> f.handler(null)))))
                .toList();
    }

    private static List<ErrorRow> archives() {
        String unreadable = "Could not unzip uploaded file. Please check your file, then try to upload again.";
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Please don't provide ImageUri when updating a function with packageType Zip.",
                        c -> c.updateFunctionCode(
                                update -> update.functionName("there").imageUri(LambdaFixture.IMAGE))),
                row(
                        PARAMETER,
                        400,
                        unreadable,
                        create(f -> f.code(code -> code.zipFile(SdkBytes.fromUtf8String("no archive"))))),
                row(PARAMETER, 400, unreadable, create(f -> f.code(code -> code.zipFile(archive("../out.py", 1))))),
                row(
                        PARAMETER,
                        400,
                        "Unzipped size must be smaller than 262144000 bytes",
                        create(f -> f.code(code -> code.zipFile(archive("zeros", 262_144_001))))),
                row(
                        "RequestEntityTooLargeException",
                        413,
                        "Zipped size must be smaller than 52428800 bytes",
                        create(f -> f.code(code -> code.zipFile(SdkBytes.fromByteArray(new byte[52_428_801]))))),
                row(
                        "RequestEntityTooLargeException",
                        413,
                        "Request must be smaller than 70167211 bytes for the CreateFunction operation",
                        create(f -> f.code(code -> code.zipFile(SdkBytes.fromByteArray(new byte[53_000_000]))))),
                row(
                        PARAMETER,
                        400,
                        "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified"
                                + " bucket does not exist",
                        create(f -> f.code(code -> code.s3Bucket("other").s3Key("key")))),
                row(
                        PARAMETER,
                        400,
                        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key"
                                + " does not exist.",
                        create(f -> f.code(code -> code.s3Bucket("code").s3Key("key")))));
    }

    private static List<ErrorRow> layersOfFunctions() {
        String twice =
                "Two different versions of the same layer are not allowed to be referenced in the same function. " + L
                        + "one:1 and " + L + "one:%d are versions of the same layer.";
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Cannot reference more than 5 layers.",
                        create(f -> f.layers(IntStream.range(0, 6)
                                .mapToObj(i -> L + "layer" + i + ":1")
                                .toList()))),
                row(PARAMETER, 400, twice.formatted(1), create(f -> f.layers(L + "one:1", L + "one:1"))),
                row(PARAMETER, 400, twice.formatted(2), create(f -> f.layers(L + "one:1", L + "one:2"))),
                row(PARAMETER, 400, "Layer version " + L + "one:9 does not exist.", create(f -> f.layers(L + "one:9"))),
                row(
                        PARAMETER,
                        400,
                        "Layer version " + L + "doesnotexist:1 does not exist.",
                        c -> c.updateFunctionConfiguration(
                                update -> update.functionName("there").layers(L + "doesnotexist:1"))),
                row(
                        PARAMETER,
                        400,
                        "Layers are not in the same region as the function. Layers are expected to be in region"
                                + " us-east-1.",
                        create(f -> f.layers(L.replace("us-east-1", "eu-west-1") + "one:1"))));
    }

    private static List<ErrorRow> layers() {
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Layer Version Cannot be less than 1",
                        c -> c.getLayerVersion(get -> get.layerName("one").versionNumber(0L))),
                row(
                        NOT_FOUND,
                        404,
                        "The resource you requested does not exist.",
                        c -> c.getLayerVersion(get -> get.layerName("one").versionNumber(9L))),
                row(
                        NOT_FOUND,
                        404,
                        "Layer version " + L + "one:9 does not exist.",
                        c -> c.getLayerVersionPolicy(get -> get.layerName("one").versionNumber(9L))),
                row(
                        NOT_FOUND,
                        404,
                        "Layer version " + L + "doesnotexist:1 does not exist.",
                        c -> c.addLayerVersionPermission(add -> add.layerName("doesnotexist")
                                .versionNumber(1L)
                                .statementId("s")
                                .action("lambda:GetLayerVersion")
                                .principal("*"))),
                row(
                        VALIDATION,
                        400,
                        "1 validation error detected: Value '*' at 'action' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: lambda:GetLayerVersion",
                        c -> c.addLayerVersionPermission(add -> add.layerName("one")
                                .versionNumber(1L)
                                .statementId("s")
                                .action("*")
                                .principal("*"))),
                row(
                        "PreconditionFailedException",
                        412,
                        "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to"
                                + " retrieve the latest Revision Id",
                        c -> c.removeLayerVersionPermission(remove -> remove.layerName("one")
                                .versionNumber(1L)
                                .statementId("s1")
                                .revisionId("other"))),
                row(
                        NOT_FOUND,
                        404,
                        "Statement other is not found in resource policy.",
                        c -> c.removeLayerVersionPermission(remove ->
                                remove.layerName("one").versionNumber(1L).statementId("other"))));
    }

    private static List<ErrorRow> publications() {
        return List.of(
                row(
                        VALIDATION,
                        400,
                        "2 validation errors detected: Value '[invalidruntime, nodejs20.x]' at 'compatibleRuntimes'"
                                + " failed to satisfy constraint: Member must satisfy enum value set: " + RUNTIMES
                                + "; Value '[invalidarch, x86_64]' at 'compatibleArchitectures' failed to satisfy"
                                + " constraint: Member must satisfy constraint: [Member must satisfy enum value set:"
                                + " [x86_64, arm64], Member must not be null]",
                        c -> c.publishLayerVersion(layer("two").toBuilder()
                                .compatibleRuntimesWithStrings("invalidruntime", "nodejs20.x")
                                .compatibleArchitecturesWithStrings("invalidarch", "x86_64")
                                .build())),
                row(
                        VALIDATION,
                        400,
                        "1 validation error detected: Value '" + L + "one' at 'arn' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?"
                                + "[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)"
                                + "|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)",
                        c -> c.getLayerVersionByArn(get -> get.arn(L + "one"))));
    }
}
