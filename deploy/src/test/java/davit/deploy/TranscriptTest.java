package davit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import davit.base.json.Json;
import davit.base.time.SystemTime;
import davit.deploy.project.Project;
import davit.deploy.value.Signatures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.AliasOuterClass;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest.PropertyDependencies;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.Result;
import tools.jackson.databind.JsonNode;

/** Says to the engine what the SDKs were recorded to say, and compares the names and the unknown values of its answers. */
class TranscriptTest {
    @TempDir
    private Path data;

    private final Recorder recorder = new Recorder();
    private final FakeCloud cloud = new FakeCloud();
    private final Map<String, RegisterResourceResponse> answers = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"ts", "py", "ts-preview", "py-preview"})
    void answersAsTheRecordedProgramsExpect(String name) throws IOException, InterruptedException {
        JsonNode transcript = transcript(name);
        FakeProgram program = new FakeProgram(session -> {
            for (JsonNode call : transcript.path("calls")) {
                replay(session, call);
            }
        });
        Project project = new Project(data, "thumbnailer", "fake", Map.of(), "", Map.of());
        DeploymentSettings settings = new DeploymentSettings(
                data,
                project,
                "dev",
                cloud.packages(),
                Map.of(),
                Map.of(),
                Set.of(),
                DeploymentSettings.PARALLEL,
                recorder,
                new SystemTime());
        Deployment deployment = new Deployment(settings, program);
        boolean isPreview = transcript.path("preview").asBoolean();
        Outcome outcome = isPreview ? deployment.preview() : deployment.up();

        assertThat(outcome.isDone()).as("%s", recorder.events()).isTrue();
        assertThat(cloud.calls()).hasSize(isPreview ? 0 : 8);
        for (JsonNode call : transcript.path("calls")) {
            if (call.path("call").asString().equals("RegisterResource.response")) {
                compare(call, isPreview);
            }
        }
    }

    private static JsonNode transcript(String name) throws IOException {
        try (InputStream file = TranscriptTest.class.getResourceAsStream("/transcripts/" + name + ".json")) {
            assertThat(file).isNotNull();
            return Json.tree(file.readAllBytes());
        }
    }

    private void compare(JsonNode recorded, boolean isPreview) {
        String urn = recorded.path("urn").asString();
        if (urn.contains("pulumi:pulumi:Stack")) {
            return;
        }
        RegisterResourceResponse answer =
                Optional.ofNullable(answers.get(urn)).orElseThrow(() -> new AssertionError("no answer for " + urn));
        assertThat(answer.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(answer.getId().isEmpty())
                .isEqualTo(recorded.path("id").asString().isEmpty());
        recorded.path("outputs").properties().forEach(output -> {
            boolean wasUnknown = output.getValue().asString("").equals(Signatures.UNKNOWN);
            if (isPreview && wasUnknown) {
                assertThat(answer.getObject().getFieldsOrThrow(output.getKey()).getStringValue())
                        .isEqualTo(Signatures.UNKNOWN);
            }
        });
    }

    private void replay(FakeProgram.Session session, JsonNode call) {
        switch (call.path("call").asString()) {
            case "RegisterResource" -> {
                if (!call.path("type").asString().equals("pulumi:pulumi:Stack")) {
                    RegisterResourceResponse answer = session.register(request(call));
                    answers.put(answer.getUrn(), answer);
                }
            }
            case "Invoke" -> {
                ResourceInvokeRequest request = ResourceInvokeRequest.newBuilder()
                        .setTok(call.path("tok").asString())
                        .setArgs(struct(call.path("args")))
                        .setVersion(call.path("version").asString())
                        .build();
                assertThat(session.monitor().invoke(request).getReturn().containsFields("json"))
                        .isTrue();
            }
            default -> {}
        }
    }

    private static RegisterResourceRequest.Builder request(JsonNode call) {
        JsonNode rest = call.path("rest");
        RegisterResourceRequest.Builder request = RegisterResourceRequest.newBuilder()
                .setType(call.path("type").asString())
                .setName(call.path("name").asString())
                .setCustom(call.path("custom").asBoolean())
                .setRemote(call.path("remote").asBoolean())
                .setParent(call.path("parent").asString())
                .setObject(struct(call.path("inputs")))
                .setVersion(rest.path("version").asString())
                .setAcceptSecrets(true)
                .setAcceptResources(true)
                .setAliasSpecs(rest.path("aliasSpecs").asBoolean(false))
                .setSupportsResultReporting(true);
        rest.path("dependencies").forEach(urn -> request.addDependencies(urn.asString()));
        rest.path("propertyDependencies").properties().forEach(entry -> {
            PropertyDependencies.Builder urns = PropertyDependencies.newBuilder();
            entry.getValue().path("urns").forEach(urn -> urns.addUrns(urn.asString()));
            request.putPropertyDependencies(entry.getKey(), urns.build());
        });
        rest.path("aliases")
                .forEach(alias -> request.addAliases(AliasOuterClass.Alias.newBuilder()
                        .setSpec(AliasOuterClass.Alias.Spec.newBuilder()
                                .setType(alias.path("spec").path("type").asString(""))
                                .setParentUrn(
                                        alias.path("spec").path("parentUrn").asString("")))));
        return request;
    }

    private static Struct struct(JsonNode node) {
        Struct.Builder struct = Struct.newBuilder();
        node.properties().forEach(entry -> struct.putFields(entry.getKey(), value(entry.getValue())));
        return struct.build();
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> Value.newBuilder().setStructValue(struct(node)).build();
            case ARRAY -> {
                ListValue.Builder list = ListValue.newBuilder();
                node.forEach(item -> list.addValues(value(item)));
                yield Value.newBuilder().setListValue(list).build();
            }
            case STRING -> Value.newBuilder().setStringValue(node.asString()).build();
            case NUMBER -> Value.newBuilder().setNumberValue(node.asDouble()).build();
            case BOOLEAN -> Value.newBuilder().setBoolValue(node.asBoolean()).build();
            case NULL, MISSING, BINARY, POJO ->
                Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        };
    }
}
