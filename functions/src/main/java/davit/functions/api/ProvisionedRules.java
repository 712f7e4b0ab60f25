package davit.functions.api;

import davit.functions.engine.Provisioned;
import davit.functions.model.Alias;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.ProvisionedConcurrency;
import davit.functions.store.QualifiedTable;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** What the operations on provisioned concurrency have in common. */
final class ProvisionedRules {
    static final String UNPUBLISHED =
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";

    private ProvisionedRules() {}

    /** The version or alias that a request names, which must be there. */
    static String qualifier(ControlPlane lambda, FunctionReference reference, String refusalOfLatest) {
        if (reference.isLatest()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(refusalOfLatest);
        }
        String qualifier = reference.qualifierOrLatest();
        if (lambda.qualifiers().find(reference.id(), qualifier).isEmpty()) {
            throw reference.isAlias()
                    ? LambdaError.RESOURCE_NOT_FOUND.because("Cannot find alias arn: " + reference.arn())
                    : reference.notFound();
        }
        return qualifier;
    }

    /** As {@link #qualifier}, in the words of all operations but the one that sets. */
    static String existingQualifier(ControlPlane lambda, FunctionReference reference) {
        return qualifier(lambda, reference, "The function resource provided must be an alias or a published version.");
    }

    /** How many are requested for the other qualifiers of a function. */
    static int requested(ControlPlane lambda, FunctionId id, String exceptQualifier) {
        return lambda.qualifiers().provisioned().list(id, "", QualifiedTable.ALL).stream()
                .filter(entry -> !entry.qualifier().equals(exceptQualifier))
                .mapToInt(entry -> entry.value().requested())
                .sum();
    }

    /** The concurrency that functions keep from others: what they reserve, else what is provisioned for them. */
    static int kept(ControlPlane lambda, Predicate<FunctionId> ofWhich) {
        int reserved = lambda.functions().all().stream()
                .filter(function -> ofWhich.test(function.id()))
                .mapToInt(function -> CreateFunction.or(function.reservedConcurrency(), 0))
                .sum();
        int provisioned = lambda.qualifiers().provisioned().all().stream()
                .filter(entry -> ofWhich.test(entry.function()))
                .filter(entry -> lambda.functions()
                        .find(entry.function())
                        .filter(function -> function.reservedConcurrency() == null)
                        .isPresent())
                .mapToInt(entry -> entry.value().requested())
                .sum();
        return reserved + provisioned;
    }

    /** Checks that there is room for so many, and that the version is not provided for twice. */
    static void check(ControlPlane lambda, Function function, String qualifier, int wanted) {
        FunctionId id = function.id();
        long ofFunction = (long) requested(lambda, id, qualifier) + wanted;
        Integer reserved = function.reservedConcurrency();
        if (reserved != null && reserved < ofFunction) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Requested Provisioned Concurrency should not be greater"
                    + " than the reservedConcurrentExecution for function");
        }
        int free = lambda.concurrency() - kept(lambda, other -> !other.equals(id));
        if (reserved == null && ofFunction > free) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency ["
                            + free + "].");
        }
        if (reserved == null && free - ofFunction < PutFunctionConcurrency.MIN_UNRESERVED) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution"
                            + " below its minimum value of [" + PutFunctionConcurrency.MIN_UNRESERVED + "].");
        }
        checkEnvironments(lambda, id, ofFunction);
        checkOnce(lambda, id, qualifier);
    }

    /** An environment that is kept ready gives its place to nobody: some places are left to all the others. */
    private static void checkEnvironments(ControlPlane lambda, FunctionId id, long ofFunction) {
        long ofOthers = lambda.qualifiers().provisioned().all().stream()
                .filter(entry -> !entry.function().equals(id))
                .mapToLong(entry -> entry.value().requested())
                .sum();
        int places = lambda.account().environments() - PutFunctionConcurrency.MIN_UNRESERVED;
        if (ofOthers + ofFunction > places) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Davit keeps at most " + places
                    + " environments ready, all functions together; " + ofOthers + " are kept for other functions.");
        }
    }

    private static void checkOnce(ControlPlane lambda, FunctionId id, String qualifier) {
        QualifiedTable<ProvisionedConcurrency> provisioned = lambda.qualifiers().provisioned();
        Optional<Alias> alias = lambda.aliases().find(id, qualifier);
        if (alias.isPresent() && provisioned.find(id, alias.get().version()).isPresent()) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
        }
        boolean isPointedAt = alias.isEmpty()
                && lambda.aliases().all(id).stream()
                        .anyMatch(other -> other.pointsTo(qualifier)
                                && provisioned.find(id, other.name()).isPresent());
        if (isPointedAt) {
            throw LambdaError.RESOURCE_CONFLICT.because("Version is pointed by a Provisioned Concurrency alias");
        }
    }

    /** The configuration and what has become of it, as the API shows it. */
    static ProvisionedConcurrencyConfigListItem shown(
            ControlPlane lambda, FunctionId id, String qualifier, ProvisionedConcurrency config) {
        Provisioned counts = lambda.work().provisioning().counts(id, qualifier, config);
        boolean isReady = counts.allocated() >= config.requested();
        boolean hasFailed = !isReady && counts.failures() > 0;
        ProvisionedConcurrencyStatusEnum unready =
                hasFailed ? ProvisionedConcurrencyStatusEnum.FAILED : ProvisionedConcurrencyStatusEnum.IN_PROGRESS;
        return ProvisionedConcurrencyConfigListItem.builder()
                .functionArn(id.arn(qualifier).toString())
                .requestedProvisionedConcurrentExecutions(config.requested())
                .allocatedProvisionedConcurrentExecutions(Math.min(counts.allocated(), config.requested()))
                .availableProvisionedConcurrentExecutions(Math.min(counts.available(), config.requested()))
                .status(isReady ? ProvisionedConcurrencyStatusEnum.READY : unready)
                .statusReason(hasFailed ? "FUNCTION_ERROR_INIT_FAILURE" : null)
                .lastModified(Configurations.lastModified(config.lastModified()))
                .build();
    }
}
