package davit.deploy.monitor;

import com.google.protobuf.Empty;
import davit.deploy.apply.ProviderRegistry;
import davit.deploy.apply.Registrar;
import davit.deploy.apply.Registration;
import davit.deploy.apply.Registration.Result;
import davit.deploy.apply.RegistrationException;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.DeploymentListener;
import davit.deploy.plan.Goal;
import davit.deploy.provider.ProviderException;
import davit.deploy.state.ProviderReference;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pulumirpc.CallbackOuterClass.Callback;
import pulumirpc.Provider;
import pulumirpc.Resource.DeploymentInfo;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterErrorHookRequest;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.Resource.RegisterPackageResponse;
import pulumirpc.Resource.RegisterResourceHookRequest;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.ResourceMonitorFeature;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc;

/** The part of the protocol that is about resources. */
final class MonitorService extends ResourceMonitorGrpc.ResourceMonitorImplBase {
    /**
     * What SDKs may use. Transforms and hooks are among them so that a program which uses one gets this engine's refusal
     * rather than the advice to install a newer Pulumi.
     */
    private static final Map<String, ResourceMonitorFeature> FEATURES = Map.ofEntries(
            Map.entry("secrets", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS),
            Map.entry("resourceReferences", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES),
            Map.entry("outputValues", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES),
            Map.entry("aliasSpecs", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS),
            Map.entry("replacementTrigger", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER),
            Map.entry("deletedWith", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH),
            Map.entry("replaceWith", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH),
            Map.entry("transforms", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS),
            Map.entry("invokeTransforms", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS),
            Map.entry("parameterization", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION),
            Map.entry("resourceHooks", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS),
            Map.entry("errorHooks", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS));

    private static final Logger LOG = LoggerFactory.getLogger(MonitorService.class);

    private final Registrar registrar;
    private final ProgramInformation program;
    private final DeploymentListener listener;
    private final GoalReader goals;

    MonitorService(Registrar registrar, ProgramInformation program, Urn stack, DeploymentListener listener) {
        this.registrar = registrar;
        this.program = program;
        this.listener = listener;
        this.goals = new GoalReader(stack, registrar::aliasesOf);
    }

    /** What answers a call. */
    private interface Answer<T> {
        T give() throws RegistrationException, ProviderException, IOException, InterruptedException;
    }

    /** The boundary of a call: what goes wrong becomes a status. */
    private <T> void answer(StreamObserver<T> observer, Answer<T> answer) {
        Status status;
        try {
            observer.onNext(answer.give());
            observer.onCompleted();
            return;
        } catch (RegistrationException e) {
            boolean isCancelled = e.reason() == RegistrationException.Reason.CANCELLED;
            status = (isCancelled ? Status.UNAVAILABLE : Status.INVALID_ARGUMENT).withDescription(e.getMessage());
        } catch (ProviderException e) {
            status = Status.UNKNOWN.withDescription(e.getMessage());
        } catch (IOException e) {
            String message = "the state of the stack cannot be written: " + e.getMessage();
            listener.on(new Diagnostic(Severity.ERROR, Optional.empty(), message));
            status = Status.INTERNAL.withDescription(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = Status.CANCELLED.withDescription("the run was cancelled");
        } catch (RuntimeException e) {
            LOG.error("a call of the program failed", e);
            listener.on(new Diagnostic(Severity.ERROR, Optional.empty(), e.toString()));
            status = Status.INTERNAL.withDescription(e.toString());
        }
        observer.onError(status.asRuntimeException());
    }

    @Override
    public void getDeploymentInfo(Empty request, StreamObserver<DeploymentInfo> observer) {
        answer(
                observer,
                () -> DeploymentInfo.newBuilder()
                        .setProject(program.project())
                        .setStack(program.stack())
                        .setOrganization(program.organization())
                        .putAllConfig(program.configuration())
                        .addAllConfigSecretKeys(program.secretKeys())
                        .setDryRun(program.isPreview())
                        .setParallel(program.parallel())
                        .addAllSupportedFeatures(FEATURES.values())
                        .build());
    }

    @Override
    public void supportsFeature(SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> observer) {
        answer(
                observer,
                () -> SupportsFeatureResponse.newBuilder()
                        .setHasSupport(FEATURES.containsKey(request.getId()))
                        .build());
    }

    @Override
    public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> observer) {
        answer(observer, () -> {
            if (request.getRemote()) {
                Goal goal = goals.read(request, Optional::empty);
                return response(request, registrar.expand(goal, providers(request)));
            }
            Goal goal = goals.read(request, () -> providerOf(request));
            return response(request, registrar.register(goal));
        });
    }

    private Map<String, ProviderReference> providers(RegisterResourceRequest request) {
        Map<String, ProviderReference> providers = new HashMap<>();
        request.getProvidersMap().forEach((name, text) -> providers.put(name, ProviderReference.parse(text)));
        if (!request.getProvider().isEmpty()) {
            ProviderReference own = ProviderReference.parse(request.getProvider());
            providers.put(ProviderRegistry.packageOf(own.urn().type()), own);
        }
        return providers;
    }

    private Optional<ProviderReference> providerOf(RegisterResourceRequest request)
            throws RegistrationException, IOException {
        boolean hasProvider = request.getCustom() && !request.getType().startsWith("pulumi:providers:");
        return hasProvider ? Optional.of(provider(request.getProvider(), request.getType())) : Optional.empty();
    }

    private ProviderReference provider(String named, String type) throws RegistrationException, IOException {
        return named.isEmpty() ? registrar.defaultProvider(type) : ProviderReference.parse(named);
    }

    private RegisterResourceResponse response(RegisterResourceRequest request, Registration made)
            throws ProviderException {
        if (made.result() != Result.DONE && !request.getSupportsResultReporting()) {
            throw new ProviderException(made.urn().name() + " could not be made");
        }
        WireWriter writer = new WireWriter(request.getAcceptSecrets(), request.getAcceptResources());
        RegisterResourceResponse.Builder response = RegisterResourceResponse.newBuilder()
                .setUrn(made.urn().text())
                .setId(made.id().asText().orElse(""))
                .setObject(writer.write(made.outputs()))
                .setResult(result(made.result()));
        made.dependencies()
                .forEach((name, urns) -> response.putPropertyDependencies(
                        name,
                        RegisterResourceResponse.PropertyDependencies.newBuilder()
                                .addAllUrns(
                                        urns.stream().map(Urn::text).sorted().toList())
                                .build()));
        return response.build();
    }

    private static pulumirpc.Resource.Result result(Result result) {
        return switch (result) {
            case DONE -> pulumirpc.Resource.Result.SUCCESS;
            case FAILED -> pulumirpc.Resource.Result.FAIL;
            case SKIPPED -> pulumirpc.Resource.Result.SKIP;
        };
    }

    @Override
    public void registerResourceOutputs(RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            Properties outputs = ValueTree.withoutOutputs(WireReader.read(request.getOutputs()));
            registrar.finish(new Urn(request.getUrn()), outputs);
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void readResource(ReadResourceRequest request, StreamObserver<ReadResourceResponse> observer) {
        answer(observer, () -> {
            Goal goal = goals.read(request, () -> Optional.of(provider(request.getProvider(), request.getType())));
            Registration found = registrar.register(goal);
            if (found.result() != Result.DONE) {
                throw new ProviderException(goal.urn().name() + " could not be read");
            }
            WireWriter writer = new WireWriter(request.getAcceptSecrets(), request.getAcceptResources());
            return ReadResourceResponse.newBuilder()
                    .setUrn(found.urn().text())
                    .setProperties(writer.write(found.outputs()))
                    .build();
        });
    }

    @Override
    public void invoke(ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> observer) {
        answer(observer, () -> {
            Properties arguments = WireReader.read(request.getArgs());
            Properties result = registrar.functions().call(request.getTok(), arguments, request.getProvider());
            boolean isUnknown = ValueTree.hasUnknown(PropertyValue.of(arguments));
            return ResourceInvokeResponse.newBuilder()
                    .setReturn(new WireWriter(true, request.getAcceptResources()).write(result))
                    .setUnknown(isUnknown)
                    .build();
        });
    }

    @Override
    public void call(ResourceCallRequest request, StreamObserver<Provider.CallResponse> observer) {
        answer(observer, () -> {
            throw new ProviderException("there is no method '" + request.getTok() + "'");
        });
    }

    @Override
    public void registerPackage(RegisterPackageRequest request, StreamObserver<RegisterPackageResponse> observer) {
        answer(observer, () -> {
            if (request.hasParameterization() || request.hasExtension()) {
                throw refused("the parameterized package '" + request.getName() + "'");
            }
            return RegisterPackageResponse.newBuilder()
                    .setRef(request.getName())
                    .build();
        });
    }

    @Override
    public void registerStackTransform(Callback request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            throw refused("transforms");
        });
    }

    @Override
    public void registerStackInvokeTransform(Callback request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            throw refused("transforms");
        });
    }

    @Override
    public void registerResourceHook(RegisterResourceHookRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            throw refused("resource hooks");
        });
    }

    @Override
    public void registerErrorHook(RegisterErrorHookRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            throw refused("error hooks");
        });
    }

    private static RegistrationException refused(String what) {
        return new RegistrationException(
                RegistrationException.Reason.MISTAKE, "the program uses " + what + ", which davit does not have");
    }

    /** The program has registered everything; it waits in case the engine still has to call it, which this one never does. */
    @Override
    public void signalAndWaitForShutdown(Empty request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }
}
