package davit.functions;

import static davit.functions.ErrorRow.row;

import davit.base.time.SystemTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;

/** What Lambda answers to bad requests that concern qualifiers: versions, aliases, permissions, concurrency, retries. */
class QualifierErrorsTest {
    private static final String F = "arn:aws:lambda:us-east-1:" + LambdaFixture.ACCOUNT + ":function:";
    private static final String VALIDATION = "ValidationException";
    private static final String PARAMETER = "InvalidParameterValueException";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String CONFLICT = "ResourceConflictException";
    private static final String PRECONDITION = "PreconditionFailedException";
    private static final String NEWEST = "The Revision Id provided does not match the latest Revision Id. Call the"
            + " GetFunction/GetAlias API to retrieve the latest Revision Id";
    private static final String ONE = "1 validation error detected: Value ";
    private static final String MUST = " failed to satisfy constraint: ";

    @TempDir
    static Path folder;

    private static @Nullable LambdaFixture fixture;

    @BeforeAll
    static void start() {
        LambdaFixture lambda = new LambdaFixture(folder, new SystemTime());
        fixture = lambda;
        lambda.service.start();
        lambda.create("there");
        lambda.create("switched-off");
        lambda.create("versioned");
        LambdaClient client = lambda.client();
        client.putFunctionConcurrency(put -> put.functionName("switched-off").reservedConcurrentExecutions(0));
        add(client, "there", null, "s1", "s3.amazonaws.com");
        for (int timeout = 4; timeout < 7; timeout++) {
            int seconds = timeout;
            client.publishVersion(publish -> publish.functionName("versioned"));
            client.updateFunctionConfiguration(
                    update -> update.functionName("versioned").timeout(seconds));
            LambdaFixture.await(() -> client.getFunctionConfiguration(get -> get.functionName("versioned"))
                    .lastUpdateStatusAsString()
                    .equals("Successful"));
        }
        for (String version : List.of("1", "2")) {
            client.createAlias(create ->
                    create.functionName("versioned").name("to" + version).functionVersion(version));
        }
        provision(client, "versioned", "to1", 2);
        provision(client, "versioned", "2", 1);
    }

    @AfterAll
    static void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    private static void provision(LambdaClient client, String function, String qualifier, int count) {
        client.putProvisionedConcurrencyConfig(
                put -> put.functionName(function).qualifier(qualifier).provisionedConcurrentExecutions(count));
    }

    @TestFactory
    Stream<DynamicTest> answersAsLambdaDoes() {
        if (fixture == null) {
            throw new IllegalStateException("not started");
        }
        return ErrorRow.tests(
                fixture,
                Stream.of(
                                versions(),
                                aliases(),
                                weights(),
                                provisioned(),
                                provisionedTwice(),
                                permissions(),
                                statements(),
                                concurrency(),
                                small(),
                                retries())
                        .flatMap(List::stream));
    }

    private static List<ErrorRow> versions() {
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "CodeSHA256 (somenonexistentsha256) is different from current CodeSHA256 in $LATEST ("
                                + "a".repeat(64) + "). Please try again with the CodeSHA256 in $LATEST.",
                        c -> c.publishVersion(
                                publish -> publish.functionName("versioned").codeSha256("somenonexistentsha256"))),
                row(
                        PRECONDITION,
                        412,
                        NEWEST,
                        c -> c.publishVersion(
                                publish -> publish.functionName("versioned").revisionId("other"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.publishVersion(publish -> publish.functionName("doesnotexist"))),
                row(
                        CONFLICT,
                        409,
                        "Unable to delete version because the following aliases reference it: [to1]",
                        c -> c.deleteFunction(
                                delete -> delete.functionName("versioned").qualifier("1"))),
                row(
                        PARAMETER,
                        400,
                        "The derived qualifier from the function name does not match the specified qualifier.",
                        c -> c.invoke(
                                invoke -> invoke.functionName("versioned:1").qualifier("2"))),
                row(
                        NOT_FOUND,
                        404,
                        "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')",
                        c -> c.publishVersion(publish ->
                                publish.functionName(F.replace("us-east-1", "ap-southeast-1") + "versioned"))));
    }

    private static Consumer<LambdaClient> createAlias(Consumer<CreateAliasRequest.Builder> change) {
        return client -> client.createAlias(create -> {
            create.functionName("versioned").name("custom").functionVersion("1");
            change.accept(create);
        });
    }

    private static List<ErrorRow> aliases() {
        return List.of(
                row(CONFLICT, 409, "Alias already exists: " + F + "versioned:to1", createAlias(a -> a.name("to1"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "versioned:10",
                        createAlias(a -> a.functionVersion("10"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "versioned-unknown:1",
                        createAlias(a -> a.functionName("versioned-unknown"))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'2024' at 'name'" + MUST + "Member must satisfy regular expression pattern:"
                                + " (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
                        createAlias(a -> a.name("2024"))),
                row(
                        NOT_FOUND,
                        404,
                        "Cannot find alias arn: " + F + "versioned:noalias",
                        c -> c.getAlias(get -> get.functionName("versioned").name("noalias"))),
                row(
                        NOT_FOUND,
                        404,
                        "Cannot find alias arn: " + F + "doesnotexist:noalias",
                        c -> c.getAlias(get -> get.functionName("doesnotexist").name("noalias"))),
                row(
                        NOT_FOUND,
                        404,
                        "Alias not found: " + F + "versioned:non-existent",
                        c -> c.updateAlias(
                                update -> update.functionName("versioned").name("non-existent"))),
                row(
                        PRECONDITION,
                        412,
                        NEWEST,
                        c -> c.updateAlias(update ->
                                update.functionName("versioned").name("to1").revisionId("other"))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.listAliases(list -> list.functionName("doesnotexist"))));
    }

    private static Consumer<LambdaClient> weights(Map<String, Double> weights) {
        return createAlias(a -> a.routingConfig(routing -> routing.additionalVersionWeights(weights)));
    }

    private static List<ErrorRow> weights() {
        String at = "' at 'routingConfig.additionalVersionWeights'" + MUST;
        String value = "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member"
                + " must have value greater than or equal to 0.0, Member must not be null]";
        return List.of(
                row(VALIDATION, 400, ONE + "'{2=2.0}" + at + value, weights(Map.of("2", 2.0))),
                row(VALIDATION, 400, ONE + "'{2=-1.0}" + at + value, weights(Map.of("2", -1.0))),
                row(
                        VALIDATION,
                        400,
                        ONE + "'{$LATEST=0.5}" + at + "Map keys must satisfy constraint: [Member must have length less"
                                + " than or equal to 1024, Member must have length greater than or equal to 1, Member"
                                + " must satisfy regular expression pattern: [0-9]+]",
                        weights(Map.of("$LATEST", 0.5))),
                row(
                        PARAMETER,
                        400,
                        "Invalid function version 1. Function version 1 is already included in routing configuration.",
                        weights(Map.of("1", 0.5))),
                row(
                        PARAMETER,
                        400,
                        "Number of items in AdditionalVersionWeights cannot be greater than 1",
                        weights(Map.of("2", 0.2, "3", 0.2))),
                row(
                        PARAMETER,
                        400,
                        "$LATEST is not supported for an alias pointing to more than 1 version",
                        createAlias(a -> a.functionVersion("$LATEST")
                                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("1", 0.5))))));
    }

    private static List<ErrorRow> provisioned() {
        String must = "The function resource provided must be an alias or a published version.";
        return List.of(
                row(
                        VALIDATION,
                        400,
                        ONE + "'0' at 'provisionedConcurrentExecutions'" + MUST
                                + "Member must have value greater than or equal to 1",
                        c -> provision(c, "versioned", "3", 0)),
                row(
                        PARAMETER,
                        400,
                        "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
                        c -> provision(c, "versioned", "$LATEST", 1)),
                row(
                        PARAMETER,
                        400,
                        must,
                        c -> c.getProvisionedConcurrencyConfig(
                                get -> get.functionName("versioned").qualifier("$LATEST"))),
                row(
                        PARAMETER,
                        400,
                        must,
                        c -> c.deleteProvisionedConcurrencyConfig(
                                delete -> delete.functionName("versioned").qualifier("$LATEST"))),
                row(
                        NOT_FOUND,
                        404,
                        "Cannot find alias arn: " + F + "doesnotexist:noalias",
                        c -> provision(c, "doesnotexist", "noalias", 1)),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist:1",
                        c -> provision(c, "doesnotexist", "1", 1)),
                row(
                        "ProvisionedConcurrencyConfigNotFoundException",
                        404,
                        "No Provisioned Concurrency Config found for this function",
                        c -> c.getProvisionedConcurrencyConfig(
                                get -> get.functionName("versioned").qualifier("3"))));
    }

    private static List<ErrorRow> provisionedTwice() {
        return List.of(
                row(
                        CONFLICT,
                        409,
                        "Version is pointed by a Provisioned Concurrency alias",
                        c -> provision(c, "versioned", "1", 1)),
                row(
                        CONFLICT,
                        409,
                        "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
                                + " version",
                        c -> provision(c, "versioned", "to2", 1)),
                row(
                        PARAMETER,
                        400,
                        "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency"
                                + " [1000].",
                        c -> provision(c, "versioned", "3", 1001)),
                row(
                        PARAMETER,
                        400,
                        "Specified ConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of [100].",
                        c -> provision(c, "versioned", "3", 950)),
                row(
                        PARAMETER,
                        400,
                        " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned"
                                + " concurrency [3].",
                        c -> c.putFunctionConcurrency(
                                put -> put.functionName("versioned").reservedConcurrentExecutions(1))));
    }

    private static List<ErrorRow> small() {
        String csc = "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-" + "a".repeat(17);
        return List.of(
                row(
                        VALIDATION,
                        400,
                        ONE + "'InvalidValue' at 'recursiveLoop'" + MUST
                                + "Member must satisfy enum value set: [Terminate, Allow]",
                        c -> c.putFunctionRecursionConfig(
                                put -> put.functionName("there").recursiveLoop("InvalidValue"))),
                row(
                        "CodeSigningConfigNotFoundException",
                        404,
                        "The code signing configuration cannot be found. Check that the provided configuration is not"
                                + " deleted: " + csc + ".",
                        c -> c.putFunctionCodeSigningConfig(
                                put -> put.functionName("there").codeSigningConfigArn(csc))),
                row(
                        NOT_FOUND,
                        404,
                        "The Lambda code signing configuration " + csc + " can not be found.",
                        c -> c.deleteCodeSigningConfig(delete -> delete.codeSigningConfigArn(csc))),
                row(
                        PARAMETER,
                        400,
                        "Code signing is not supported for functions created with container images.",
                        c -> c.getFunctionCodeSigningConfig(get -> get.functionName("there"))));
    }

    private static List<ErrorRow> permissions() {
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "The provided principal was invalid. Please check the principal and try again.",
                        c -> add(c, "there", null, "s9", "invalid.nonaws.com")),
                row(
                        PARAMETER,
                        400,
                        "We currently do not support adding policies for $LATEST.",
                        c -> add(c, "there", "$LATEST", "s9", "s3.amazonaws.com")),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> add(c, "doesnotexist", null, "s9", "s3.amazonaws.com")),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "there:42",
                        c -> add(c, "there", "42", "s9", "s3.amazonaws.com")),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "there:valid-with-$-but-doesnotexist",
                        c -> add(c, "there", "valid-with-$-but-doesnotexist", "s9", "s3.amazonaws.com")),
                row(
                        NOT_FOUND,
                        404,
                        "Cannot find alias arn: " + F + "there:alias-doesnotexist",
                        c -> add(c, "there", "alias-doesnotexist", "s9", "s3.amazonaws.com")));
    }

    private static List<ErrorRow> statements() {
        return List.of(
                row(
                        "ResourceConflictException",
                        409,
                        "The statement id (s1) provided already exists. Please provide a new statement id, or remove"
                                + " the existing statement.",
                        c -> add(c, "there", null, "s1", "s3.amazonaws.com")),
                row(
                        VALIDATION,
                        400,
                        ONE + "'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern: ([a-zA-Z0-9-_]+)",
                        c -> add(c, "there", null, "example.com", "s3.amazonaws.com")),
                row(
                        "PreconditionFailedException",
                        412,
                        "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to"
                                + " retrieve the latest Revision Id",
                        c -> c.removePermission(remove ->
                                remove.functionName("there").statementId("s1").revisionId("other"))),
                row(
                        NOT_FOUND,
                        404,
                        "Statement doesnotexist is not found in resource policy.",
                        c -> c.removePermission(
                                remove -> remove.functionName("there").statementId("doesnotexist"))),
                row(
                        NOT_FOUND,
                        404,
                        "No policy found for: " + F + "doesnotexist",
                        c -> c.removePermission(
                                remove -> remove.functionName("doesnotexist").statementId("s1"))),
                row(
                        NOT_FOUND,
                        404,
                        "No policy is associated with the given resource.",
                        c -> c.removePermission(
                                remove -> remove.functionName("switched-off").statementId("s1"))),
                row(
                        NOT_FOUND,
                        404,
                        "The resource you requested does not exist.",
                        c -> c.getPolicy(get -> get.functionName("switched-off"))));
    }

    private static void add(
            LambdaClient client, String function, @Nullable String qualifier, String sid, String principal) {
        client.addPermission(request -> request.functionName(function)
                .qualifier(qualifier)
                .statementId(sid)
                .action("lambda:InvokeFunction")
                .principal(principal));
    }

    private static List<ErrorRow> concurrency() {
        return List.of(
                row(
                        PARAMETER,
                        400,
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of [100].",
                        c -> c.putFunctionConcurrency(
                                put -> put.functionName("there").reservedConcurrentExecutions(901))),
                row(
                        PARAMETER,
                        400,
                        "This operation is permitted on Lambda functions only. Aliases and versions do not support"
                                + " this operation. Please specify either a function name or an unqualified function"
                                + " ARN.",
                        c -> c.putFunctionConcurrency(
                                put -> put.functionName("there:$LATEST").reservedConcurrentExecutions(1))),
                row(
                        NOT_FOUND,
                        404,
                        "Function not found: " + F + "doesnotexist",
                        c -> c.putFunctionConcurrency(
                                put -> put.functionName("doesnotexist").reservedConcurrentExecutions(1))));
    }

    private static List<ErrorRow> retries() {
        return List.of(
                row(
                        NOT_FOUND,
                        404,
                        "The function " + F + "there:$LATEST doesn't have an EventInvokeConfig",
                        c -> c.getFunctionEventInvokeConfig(get -> get.functionName("there"))),
                row(
                        NOT_FOUND,
                        404,
                        "The function " + F + "doesnotexist:$LATEST doesn't have an EventInvokeConfig",
                        c -> c.getFunctionEventInvokeConfig(get -> get.functionName("doesnotexist"))),
                row(
                        NOT_FOUND,
                        404,
                        "The function " + F + "there:1 doesn't have an EventInvokeConfig",
                        c -> c.getFunctionEventInvokeConfig(
                                get -> get.functionName("there").qualifier("1"))),
                row(
                        NOT_FOUND,
                        404,
                        "The function doesn't exist.",
                        c -> c.putFunctionEventInvokeConfig(
                                put -> put.functionName("doesnotexist").maximumRetryAttempts(1))),
                row(
                        PARAMETER,
                        400,
                        "You must specify at least one of error handling or destination setting.",
                        c -> c.putFunctionEventInvokeConfig(put -> put.functionName("there"))));
    }
}
