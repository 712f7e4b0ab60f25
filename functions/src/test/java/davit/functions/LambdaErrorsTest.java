package davit.functions;

import static davit.functions.ErrorRow.row;

import davit.base.time.SystemTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** What Lambda answers to bad requests, as it was recorded from the real service: code, status and message. */
class LambdaErrorsTest {
    private static final String ACCOUNT = LambdaFixture.ACCOUNT;
    private static final String F = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:";
    private static final String VALIDATION = "ValidationException";
    private static final String PARAMETER = "InvalidParameterValueException";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String ONE = "1 validation error detected: Value ";
    private static final String READ_NAME = "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?"
            + "-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    private static final String NAME = "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?"
            + "-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    private static final String RESOURCE = "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?"
            + "-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)"
            + "|code-signing-config:csc-[a-z0-9]{17}"
            + "|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
            + "|capacity-provider:[a-zA-Z0-9-_]+)";

    @TempDir
    static Path folder;

    private static @Nullable LambdaFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new LambdaFixture(folder, new SystemTime());
        fixture.service.start();
        fixture.create("there");
        fixture.create("switched-off");
        client().putFunctionConcurrency(put -> put.functionName("switched-off").reservedConcurrentExecutions(0));
        client().addPermission(add -> add.functionName("there")
                .statementId("s1")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
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

    private static LambdaClient client() {
        return lambda().client();
    }

    @TestFactory
    Stream<DynamicTest> answersAsLambdaDoes() {
        return ErrorRow.tests(lambda(), rows());
    }

    private static Stream<ErrorRow> rows() {
        return Stream.of(
                        names(),
                        malformedNames(),
                        creation(),
                        networks(),
                        networksThatMakeNoSense(),
                        variables(),
                        changes(),
                        invocations(),
                        tags())
                .flatMap(List::stream);
    }

    private static List<ErrorRow> names() {
        return List.of(
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.getFunction(get -> get.functionName("doesnotexist"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist:1",
                        c -> c.getFunction(
                                get -> get.functionName("doesnotexist").qualifier("1"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist:$LATEST",
                        c -> c.getFunctionConfiguration(get -> get.functionName("doesnotexist:$LATEST"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "there:10",
                        c -> c.getFunction(get -> get.functionName("there").qualifier("10"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "there:non-existent-alias",
                        c -> c.invoke(invoke -> invoke.functionName("there").qualifier("non-existent-alias"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.listVersionsByFunction(list -> list.functionName("doesnotexist"))),
                row(
                        NOT_FOUND,
                        404,
                        "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')",
                        c -> c.getFunction(
                                get -> get.functionName(F.replace("us-east-1", "ap-southeast-1") + "there"))));
    }

    private static List<ErrorRow> malformedNames() {
        String longArn = F + "n".repeat(100);
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "The derived qualifier from the function name does not match the specified qualifier.",
                        c -> c.getFunction(
                                get -> get.functionName(F + "there:$LATEST").qualifier("1"))),
                row(
                        VALIDATION,
                        400,
                        ONE
                                + "'arn:aws:lambda:us-east-1:123400000000@function:myfn' at 'functionName' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern: " + READ_NAME,
                        c -> c.getFunction(
                                get -> get.functionName("arn:aws:lambda:us-east-1:123400000000@function:myfn"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: " + NAME,
                        c -> c.deleteFunction(delete -> delete.functionName("invalid:function:name"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'" + longArn + "' at 'functionName' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 140",
                        c -> c.deleteFunction(delete -> delete.functionName(longArn))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'invalid-qualifier-with-?-char' at 'qualifier' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
                        c -> c.getFunction(
                                get -> get.functionName("there").qualifier("invalid-qualifier-with-?-char"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum"
                                + " value set: [ALL]",
                        c -> c.listFunctions(list -> list.functionVersion("invalid"))),
                row(
                        PARAMETER,
                        400,
                        "$LATEST version cannot be deleted without deleting the function.",
                        c -> c.deleteFunction(
                                delete -> delete.functionName("there").qualifier("$LATEST"))));
    }

    private static Consumer<LambdaClient> create(Consumer<CreateFunctionRequest.Builder> change) {
        return client -> client.createFunction(request -> {
            request.functionName("created")
                    .packageType("Image")
                    .role(LambdaFixture.ROLE)
                    .code(code -> code.imageUri(LambdaFixture.IMAGE));
            change.accept(request);
        });
    }

    private static List<ErrorRow> creation() {
        String tooLong = "a".repeat(65);
        return List.of(
                row(
                        "ResourceConflictException",
                        409,
                        "Function already exist: there",
                        create(f -> f.functionName("there"))),
                row(
                        PARAMETER,
                        400,
                        ONE + "'" + tooLong + "' at 'functionName' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 64",
                        create(f -> f.functionName(tooLong))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression"
                                + " pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
                        create(f -> f.role("r1"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy"
                                + " constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not"
                                + " be null]",
                        create(f -> f.architecturesWithStrings("X86_64"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 1",
                        create(f -> f.architecturesWithStrings("x86_64", "arm64"))));
    }

    private static List<ErrorRow> networksThatMakeNoSense() {
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "SubnetIds and SecurityIds must coexist or be both empty list.",
                        create(f -> f.vpcConfig(vpc -> vpc.subnetIds("subnet-inner")))),
                row(
                        PARAMETER,
                        400,
                        "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error"
                                + " Message: The subnet ID 'subnet-1' does not exist",
                        create(f -> f.vpcConfig(
                                vpc -> vpc.subnetIds("subnet-inner", "subnet-1").securityGroupIds("sg-inner")))),
                row(
                        PARAMETER,
                        400,
                        "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error"
                                + " Message: The security group 'sg-1' does not exist",
                        create(f ->
                                f.vpcConfig(vpc -> vpc.subnetIds("subnet-inner").securityGroupIds("sg-1")))),
                row(
                        PARAMETER,
                        400,
                        "Subnets are required to be in the same VPC.",
                        create(f -> f.vpcConfig(vpc ->
                                vpc.subnetIds("subnet-inner", "subnet-other").securityGroupIds("sg-inner")))),
                row(
                        PARAMETER,
                        400,
                        "Security Groups are required to be in the same VPC.",
                        create(f ->
                                f.vpcConfig(vpc -> vpc.subnetIds("subnet-inner").securityGroupIds("sg-other")))),
                row(
                        PARAMETER,
                        400,
                        "VpcConfig.Ipv6AllowedForDualStack is not supported by Davit.",
                        create(f -> f.vpcConfig(vpc -> vpc.subnetIds("subnet-inner")
                                .securityGroupIds("sg-inner")
                                .ipv6AllowedForDualStack(true)))),
                row(
                        PARAMETER,
                        400,
                        "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error"
                                + " Message: The subnet ID 'subnet-' does not exist",
                        c -> c.updateFunctionConfiguration(update -> update.functionName("there")
                                .vpcConfig(vpc -> vpc.subnetIds("subnet-").securityGroupIds("sg-")))));
    }

    private static List<ErrorRow> networks() {
        return List.of(
                row(
                        VALIDATION,
                        400,
                        ONE + "'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [PublishedVersions, None]",
                        create(f -> f.snapStart(snap -> snap.applyOn("invalidOption")))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'[bad]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must"
                                + " satisfy constraint: [Member must have length less than or equal to 1024, Member"
                                + " must have length greater than or equal to 0, Member must satisfy regular"
                                + " expression pattern: sg-[0-9a-zA-Z]*]",
                        create(f -> f.vpcConfig(vpc -> vpc.securityGroupIds("bad")))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'[bad]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy"
                                + " constraint: [Member must have length less than or equal to 1024, Member must have"
                                + " length greater than or equal to 0, Member must satisfy regular expression"
                                + " pattern: subnet-[0-9a-z]*]",
                        create(f -> f.vpcConfig(vpc -> vpc.subnetIds("bad")))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'[arn:aws:lambda:us-east-1:000000000000:layer:one]' at 'layers' failed to satisfy"
                                + " constraint: Member must satisfy constraint: [Member must have length less than or"
                                + " equal to 2048, Member must have length greater than or equal to 1, Member must"
                                + " satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}"
                                + "((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)"
                                + "|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+), Member must not be null]",
                        create(f -> f.layers("arn:aws:lambda:us-east-1:000000000000:layer:one"))));
    }

    private static List<ErrorRow> variables() {
        String large = "x".repeat(4097);
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Lambda was unable to configure your environment variables because the environment variables"
                                + " you have provided exceeded the 4KB limit. String measured: {\"LARGE_VAR\":\""
                                + large + "\"}",
                        create(f -> f.environment(own -> own.variables(Map.of("LARGE_VAR", large))))),
                row(
                        PARAMETER,
                        400,
                        "Lambda was unable to configure your environment variables because the environment variables"
                                + " you have provided contains reserved keys that are currently not supported for"
                                + " modification. Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT",
                        create(f -> f.environment(own ->
                                own.variables(Map.of("LAMBDA_TASK_ROOT", "/", "AWS_REGION", "mars", "MINE", "1"))))),
                row(
                        PARAMETER,
                        400,
                        "Number of tags exceeds resource tag limit.",
                        create(f -> f.tags(IntStream.range(0, 51)
                                .boxed()
                                .collect(Collectors.toMap(i -> "tag" + i, i -> "value"))))),
                row(
                        PARAMETER,
                        400,
                        "Source image localhost:4566/nothing:latest does not exist. Provide a valid source image.",
                        create(f -> f.code(code -> code.imageUri("localhost:4566/nothing:latest")))));
    }

    private static List<ErrorRow> changes() {
        String newest = "The Revision Id provided does not match the latest Revision Id. ";
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Please provide ImageUri when updating a function with packageType Image.",
                        c -> c.updateFunctionCode(
                                update -> update.functionName("there").zipFile(SdkBytes.fromUtf8String("zip")))),
                row(
                        "PreconditionFailedException",
                        412,
                        newest + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
                        c -> c.updateFunctionConfiguration(update ->
                                update.functionName("there").revisionId("other").timeout(5))),
                row(
                        "PreconditionFailedException",
                        412,
                        newest + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
                        c -> c.updateFunctionCode(update -> update.functionName("there")
                                .imageUri(LambdaFixture.IMAGE)
                                .revisionId("other"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.updateFunctionConfiguration(update -> update.functionName("doesnotexist"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.updateFunctionCode(
                                update -> update.functionName("doesnotexist").imageUri(LambdaFixture.IMAGE))));
    }

    private static List<ErrorRow> invocations() {
        String parse = "Could not parse request body into json: Could not parse payload into json: ";
        String source = "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1,"
                + " column: ";
        String limit = "Request must be smaller than ";
        return List.of(
                row(
                        "InvalidRequestContentException",
                        400,
                        parse + "Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String,"
                                + " Number, Array, Object or token 'null', 'true' or 'false')" + source + "1]",
                        c -> invoke(c, new byte[] {(byte) 153})),
                row(
                        "InvalidRequestContentException",
                        400,
                        parse + "Invalid UTF-8 start byte 0x87" + source + "3]",
                        c -> invoke(c, new byte[] {'"', (byte) 0x87, '"'})),
                row(
                        "RequestEntityTooLargeException",
                        413,
                        limit + "6291456 bytes for the InvokeFunction operation",
                        c -> invoke(c, new byte[6_291_457])),
                row(
                        "RequestEntityTooLargeException",
                        413,
                        "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
                        c -> c.invoke(invoke -> invoke.functionName("there")
                                .invocationType("Event")
                                .payload(SdkBytes.fromByteArray(new byte[1_048_577])))),
                row(
                        "TooManyRequestsException",
                        429,
                        "Rate Exceeded.",
                        c -> c.invoke(invoke -> invoke.functionName("switched-off"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.invoke(invoke -> invoke.functionName("doesnotexist"))));
    }

    private static void invoke(LambdaClient client, byte[] payload) {
        client.invoke(request -> request.functionName("there").payload(SdkBytes.fromByteArray(payload)));
    }

    private static List<ErrorRow> tags() {
        String mapping = "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:one:alias";
        return Stream.concat(
                        Stream.of("arn:aws:something", "arn:aws:lambda:us-east-1:000000000000:foobar:one", mapping)
                                .map(arn -> row(
                                        VALIDATION,
                                        400,
                                        ONE + "'" + arn + "' at 'resource' failed to satisfy constraint: Member must"
                                                + " satisfy regular expression pattern: " + RESOURCE,
                                        c -> c.listTags(list -> list.resource(arn)))),
                        Stream.of(
                                row(
                                        VALIDATION,
                                        400,
                                        ONE.replace("Value ", "")
                                                + "Value null at 'tagKeys' failed to satisfy constraint: Member must"
                                                + " not be null",
                                        c -> c.untagResource(untag -> untag.resource(F + "there"))),
                                row(
                                        PARAMETER,
                                        400,
                                        "Tags on function aliases and versions are not supported. Please specify a"
                                                + " function ARN.",
                                        c -> c.listTags(list -> list.resource(F + "there:1"))),
                                row(
                                        NOT_FOUND,
                                        404,
                                        "Function not found: " + F + "doesnotexist",
                                        c -> c.tagResource(tag ->
                                                tag.resource(F + "doesnotexist").tags(Map.of("a", "b"))))))
                .toList();
    }
}
