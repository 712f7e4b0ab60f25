package davit.deploy.monitor;

import com.google.protobuf.Empty;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.DeploymentListener;
import davit.deploy.value.Urn;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.EngineOuterClass.RequirePulumiVersionRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionResponse;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;
import pulumirpc.EngineOuterClass.StartDebuggingRequest;

/** The part of the protocol that is not about single resources: messages, and the root resource. */
final class EngineService extends EngineGrpc.EngineImplBase {
    private final DeploymentListener listener;
    private final AtomicReference<String> root = new AtomicReference<>("");

    EngineService(DeploymentListener listener) {
        this.listener = listener;
    }

    @Override
    public void log(LogRequest request, StreamObserver<Empty> answer) {
        Optional<Urn> urn = request.getUrn().isEmpty() ? Optional.empty() : Optional.of(new Urn(request.getUrn()));
        listener.on(new Diagnostic(severity(request.getSeverity()), urn, request.getMessage()));
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    private static Severity severity(LogSeverity severity) {
        return switch (severity) {
            case DEBUG -> Severity.DEBUG;
            case INFO, UNRECOGNIZED -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case ERROR -> Severity.ERROR;
        };
    }

    @Override
    public void getRootResource(GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> answer) {
        answer.onNext(GetRootResourceResponse.newBuilder().setUrn(root.get()).build());
        answer.onCompleted();
    }

    @Override
    public void setRootResource(SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> answer) {
        root.set(request.getUrn());
        answer.onNext(SetRootResourceResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void startDebugging(StartDebuggingRequest request, StreamObserver<Empty> answer) {
        listener.on(new Diagnostic(Severity.INFO, Optional.empty(), "waiting for a debugger: " + request.getMessage()));
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    /** Every range is accepted: it speaks of the version of Pulumi's command line, which is not here. */
    @Override
    public void requirePulumiVersion(
            RequirePulumiVersionRequest request, StreamObserver<RequirePulumiVersionResponse> answer) {
        answer.onNext(RequirePulumiVersionResponse.getDefaultInstance());
        answer.onCompleted();
    }
}
