package davit.deploy;

import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import davit.deploy.event.DeploymentListener;
import davit.deploy.language.LanguageHost;
import davit.deploy.language.ProgramRun;
import davit.deploy.project.Project;
import davit.deploy.value.Signatures;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest.PropertyDependencies;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.ResourceMonitorGrpc;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorBlockingStub;

/** A program in Java that speaks the protocol as the SDKs do. */
final class FakeProgram implements LanguageHost {
    /** The lines of a program. */
    interface Body {
        void run(Session session) throws InterruptedException;
    }

    private volatile Body body;

    FakeProgram(Body body) {
        this.body = body;
    }

    /** The program is edited. */
    void edit(Body changed) {
        body = changed;
    }

    @Override
    public void prepare(Project project, DeploymentListener listener) {}

    @Override
    public boolean isPrepared(Project project) {
        return true;
    }

    @Override
    public int run(ProgramRun run) throws InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + run.monitor())
                .usePlaintext()
                .build();
        try {
            Session session = new Session(ResourceMonitorGrpc.newBlockingStub(channel));
            session.stack(run.project().name() + "-" + run.program().stack());
            body.run(session);
            Empty _ = session.monitor().signalAndWaitForShutdown(Empty.getDefaultInstance());
            return 0;
        } catch (io.grpc.StatusRuntimeException e) {
            run.listener()
                    .on(new davit.deploy.event.DeploymentEvent.ProgramWrote(String.valueOf(e.getMessage()), true));
            return 1;
        } finally {
            channel.shutdownNow();
            boolean _ = channel.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** One run. */
    static final class Session {
        private final ResourceMonitorBlockingStub monitor;
        private String stack = "";

        private Session(ResourceMonitorBlockingStub monitor) {
            this.monitor = monitor;
        }

        ResourceMonitorBlockingStub monitor() {
            return monitor;
        }

        String stackUrn() {
            return stack;
        }

        private void stack(String name) {
            RegisterResourceRequest request = RegisterResourceRequest.newBuilder()
                    .setType("pulumi:pulumi:Stack")
                    .setName(name)
                    .setAcceptSecrets(true)
                    .setSupportsResultReporting(true)
                    .build();
            stack = monitor.registerResource(request).getUrn();
        }

        /** A request for a custom resource of the type {@code test:a:TYPE}. */
        RegisterResourceRequest.Builder custom(String type, String name, Struct inputs) {
            return RegisterResourceRequest.newBuilder()
                    .setType("test:a:" + type)
                    .setName(name)
                    .setCustom(true)
                    .setParent(stack)
                    .setObject(inputs)
                    .setAcceptSecrets(true)
                    .setAcceptResources(true)
                    .setSupportsResultReporting(true)
                    .setAliasSpecs(true);
        }

        RegisterResourceResponse register(RegisterResourceRequest.Builder request) {
            return monitor.registerResource(request.build());
        }

        RegisterResourceResponse register(String type, String name, Struct inputs) {
            return register(custom(type, name, inputs));
        }

        /** A resource one of whose inputs comes from another. */
        RegisterResourceRequest.Builder dependent(String type, String name, String input, RegisterResourceResponse on) {
            Value value = on.getId().isEmpty() ? text(Signatures.UNKNOWN) : text(on.getId());
            return custom(type, name, struct(Map.of(input, value)))
                    .addDependencies(on.getUrn())
                    .putPropertyDependencies(
                            input,
                            PropertyDependencies.newBuilder()
                                    .addUrns(on.getUrn())
                                    .build());
        }

        void outputs(Struct outputs) {
            Empty _ = monitor.registerResourceOutputs(RegisterResourceOutputsRequest.newBuilder()
                    .setUrn(stack)
                    .setOutputs(outputs)
                    .build());
        }
    }

    static Struct struct(Map<String, Value> values) {
        return Struct.newBuilder().putAllFields(values).build();
    }

    static Struct inputs(String name, String value) {
        return struct(Map.of(name, text(value)));
    }

    static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    static Value secret(String text) {
        return Value.newBuilder()
                .setStructValue(struct(Map.of(Signatures.KEY, text(Signatures.SECRET), "value", text(text))))
                .build();
    }

    static Value list(String... items) {
        ListValue.Builder list = ListValue.newBuilder();
        Arrays.stream(items).forEach(item -> list.addValues(text(item)));
        return Value.newBuilder().setListValue(list).build();
    }
}
