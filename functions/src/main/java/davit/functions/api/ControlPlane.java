package davit.functions.api;

import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.aws.port.ObjectSource;
import davit.aws.port.RoleSessions;
import davit.base.storage.StorageException;
import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.model.Function;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionSettings;
import davit.functions.model.Ids;
import davit.functions.model.LambdaError;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.Recursion;
import davit.functions.model.RuntimeManagement;
import davit.functions.port.FunctionImages;
import davit.functions.store.Aliases;
import davit.functions.store.CodeArchives;
import davit.functions.store.CodeSignings;
import davit.functions.store.FunctionUrls;
import davit.functions.store.Functions;
import davit.functions.store.Layers;
import davit.functions.store.Policies;
import davit.functions.store.Publications;
import davit.functions.store.QualifiedTable;
import davit.functions.store.Qualifiers;
import davit.functions.store.Versions;
import davit.functions.work.AsyncInvoker;
import davit.functions.work.CodeDownloads;
import davit.functions.work.ImagePreparation;
import davit.functions.work.Provisioning;
import davit.sandbox.NetworkName;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the operations share.
 *
 * @param stores functions, their versions, aliases and policies
 * @param code images, archives and layers
 * @param roles the roles of functions
 * @param preparation puts changes in force
 * @param dispatcher runs invocations
 * @param work what goes on without requests
 * @param clock the clocks and new ids
 * @param account what the account has
 */
public record ControlPlane(
        Stores stores,
        Code code,
        RoleSessions roles,
        ImagePreparation preparation,
        Dispatcher dispatcher,
        Work work,
        Clock clock,
        Account account) {
    /** What is kept. */
    public record Stores(
            Qualifiers qualifiers,
            Policies policies,
            Publications publications,
            CodeSignings codeSignings,
            QualifiedTable<Recursion> recursion,
            QualifiedTable<RuntimeManagement> runtimeManagement,
            FunctionUrls urls) {}

    /** Delivers events, and keeps environments ready. */
    public record Work(AsyncInvoker asyncInvoker, Provisioning provisioning) {}

    /** What functions are made of. */
    public record Code(
            FunctionImages images,
            CodeArchives archives,
            ObjectSource objects,
            Layers layers,
            CodeDownloads downloads) {}

    FunctionImages images() {
        return code.images();
    }

    Packages packages() {
        return new Packages(code.images(), new CodeSources(code.archives(), code.objects()), code.layers());
    }

    AsyncInvoker asyncInvoker() {
        return work.asyncInvoker();
    }

    /** What is different each time. */
    public record Clock(Time time, Ids ids) {}

    /**
     * What the account has.
     *
     * @param concurrency how many invocations it may run at once
     * @param environments how many environments live at once
     * @param networks the networks that functions can be in
     * @param authorizer decides what its roles may
     */
    public record Account(int concurrency, int environments, Set<NetworkName> networks, Authorizer authorizer) {}

    int concurrency() {
        return account.concurrency();
    }

    Functions functions() {
        return stores.qualifiers().functions();
    }

    Qualifiers qualifiers() {
        return stores.qualifiers();
    }

    Versions versions() {
        return stores.qualifiers().versions();
    }

    Aliases aliases() {
        return stores.qualifiers().aliases();
    }

    Policies policies() {
        return stores.policies();
    }

    /**
     * The version that a request names, an alias's own version for an alias.
     *
     * @throws ServiceException {@code ResourceNotFoundException} if there is none
     */
    QualifiedVersion version(FunctionReference reference) {
        return qualifiers().find(reference.id(), reference.qualifierOrLatest()).orElseThrow(reference::notFound);
    }

    /**
     * The function that a request names, without a qualifier or as {@code $LATEST}.
     *
     * @throws ServiceException {@code ResourceNotFoundException} if there is none
     */
    Function existing(FunctionReference reference) {
        Function function = functions().find(reference.id()).orElseThrow(reference::notFound);
        if (!reference.isLatest()) {
            throw reference.notFound();
        }
        return function;
    }

    /**
     * The function whose policy a request names.
     *
     * @throws ServiceException {@code ResourceNotFoundException} if there is none, or no such version or alias of it
     */
    Function existingForPolicy(FunctionReference reference) {
        Function function = functions().find(reference.id()).orElseThrow(reference::notFound);
        if (qualifiers().find(reference.id(), reference.qualifierOrLatest()).isEmpty()) {
            throw reference.isAlias()
                    ? LambdaError.RESOURCE_NOT_FOUND.because("Cannot find alias arn: " + reference.arn())
                    : reference.notFound();
        }
        return function;
    }

    /** Forgets what is kept for a qualifier that is gone. */
    void forgetQualifier(FunctionId id, String qualifier) {
        policies().delete(id, qualifier);
        qualifiers().asyncSettings().delete(id, qualifier);
        qualifiers().provisioned().delete(id, qualifier);
        stores.runtimeManagement().delete(id, qualifier);
        boolean ignored = stores.urls().delete(id, qualifier);
    }

    /** Forgets what is kept for the qualifiers of a function that is gone. */
    void forgetQualifiers(FunctionId id) {
        policies().deleteAll(id);
        qualifiers().asyncSettings().deleteAll(id);
        qualifiers().provisioned().deleteAll(id);
        stores.runtimeManagement().deleteAll(id);
        stores.recursion().deleteAll(id);
        stores.urls().deleteAll(id);
    }

    /**
     * Checks that a function can be changed now.
     *
     * @throws ServiceException if it is being changed, or has changed since {@code revisionId}
     */
    static void checkChangeable(Function function, @Nullable String revisionId) {
        if (function.status().isBusy()) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "The operation cannot be performed at this time. An update is in progress for resource: "
                            + function.id().arn());
        }
        checkRevision(function, revisionId);
    }

    /**
     * Checks the precondition of a request.
     *
     * @throws ServiceException {@code PreconditionFailedException} if the function has changed since
     */
    static void checkRevision(Function function, @Nullable String revisionId) {
        if (revisionId != null && !revisionId.equals(function.revisionId())) {
            throw revisionMismatch();
        }
    }

    static ServiceException revisionMismatch() {
        return LambdaError.PRECONDITION_FAILED.because(
                "The Revision Id provided does not match the latest Revision Id. "
                        + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    /** Changes code or configuration, and begins to put the change in force. */
    Function change(FunctionReference reference, @Nullable String revisionId, UnaryOperator<Function> change) {
        Function after = functions()
                .update(reference.id(), latest -> {
                    checkChangeable(latest, revisionId);
                    return change.apply(latest);
                })
                .orElseThrow(reference::notFound);
        preparation.begin(after);
        return after;
    }

    /**
     * Changes the reserved concurrency of a function, in the engine in the same order as in the store.
     *
     * @throws ServiceException {@code ResourceNotFoundException} if there is none
     */
    void reserve(FunctionReference reference, UnaryOperator<Function> change) {
        try {
            Function ignored = functions()
                    .update(reference.id(), latest -> {
                        Function changed = change.apply(latest);
                        dispatcher.reserve(changed.id(), changed.reservedConcurrency());
                        return changed;
                    })
                    .orElseThrow(reference::notFound);
        } catch (StorageException e) {
            functions()
                    .find(reference.id())
                    .ifPresent(kept -> dispatcher.reserve(kept.id(), kept.reservedConcurrency()));
            throw e;
        }
    }

    /**
     * Checks that a version can be published of a function: what is to be published must be in force, or about to be.
     *
     * @throws ServiceException {@code ResourceConflictException} if its last change failed
     */
    static void checkPublishable(Function function) {
        boolean isInForce = function.current().equals(function.serving());
        if (!isInForce && !function.status().isBusy()) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "The operation cannot be performed at this time. The last update failed for resource: "
                            + function.id().arn());
        }
    }

    /** The function with other code or settings, not yet kept. */
    Function changed(Function before, FunctionCode code, FunctionSettings settings) {
        return before.changed(code, settings, clock.ids().uuid(), clock.time().now());
    }
}
