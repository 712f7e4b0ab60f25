package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.sandbox.FakeSandboxes;
import davit.sandbox.NetworkName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidSubnetIdException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.VpcConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** Functions in networks of their own, as a client of the SDK sees them, and as sandboxes are made for them. */
class NetworksTest {
    private static final Time TIME = new SystemTime();
    private static final VpcConfig INNER = VpcConfig.builder()
            .subnetIds("subnet-inner")
            .securityGroupIds("sg-inner")
            .build();
    private static final VpcConfig OTHER = VpcConfig.builder()
            .subnetIds("subnet-other")
            .securityGroupIds("sg-other")
            .build();

    @TempDir
    private Path folder;

    @Test
    void movesAFunctionFromNetworkToNetwork() {
        try (LambdaFixture lambda = new LambdaFixture(folder, TIME)) {
            lambda.service.start();
            lambda.create(function());
            lambda.invoke("f", "{}");
            VpcConfigResponse inner = configuration(lambda).vpcConfig();
            assertThat(inner.vpcId()).isEqualTo("vpc-inner");
            assertThat(inner.subnetIds()).containsExactly("subnet-inner");
            assertThat(inner.securityGroupIds()).containsExactly("sg-inner");
            assertThat(inner.ipv6AllowedForDualStack()).isFalse();

            change(lambda, OTHER);
            lambda.invoke("f", "{}");
            assertThat(configuration(lambda).vpcConfig().vpcId()).isEqualTo("vpc-other");

            lambda.client()
                    .updateFunctionConfiguration(
                            update -> update.functionName("f").timeout(9));
            awaitUpdate(lambda);
            assertThat(configuration(lambda).vpcConfig().vpcId()).isEqualTo("vpc-other");

            change(
                    lambda,
                    VpcConfig.builder()
                            .subnetIds(List.of())
                            .securityGroupIds(List.of())
                            .build());
            lambda.invoke("f", "{}");
            assertThat(configuration(lambda).vpcConfig().vpcId()).isEmpty();
            assertThat(configuration(lambda).vpcConfig().subnetIds()).isEmpty();
            assertThat(lambda.sandboxes.made())
                    .extracting(sandbox -> sandbox.network().value())
                    .containsExactly("inner", "other", "");
        }
    }

    @Test
    void showsNoNetworkOfAFunctionThatWasNeverInOne() {
        try (LambdaFixture lambda = new LambdaFixture(folder, TIME)) {
            lambda.service.start();
            lambda.create("f");
            assertThat(configuration(lambda).vpcConfig()).isNull();
        }
    }

    @Test
    void refusesToRunInANetworkThatTheServerNoLongerHas() {
        try (LambdaFixture before = new LambdaFixture(folder, TIME)) {
            before.service.start();
            before.create(function());
        }
        try (FakeSandboxes sandboxes = new FakeSandboxes(TIME, new FakeRuntime());
                LambdaFixture after = new LambdaFixture(folder, TIME, sandboxes, _ -> {})) {
            after.service.start();
            assertThat(sandboxes.networks()).containsExactly(NetworkName.DEFAULT);
            LambdaClient client = after.realClient();
            assertThatThrownBy(() ->
                            client.invoke(invoke -> invoke.functionName("f").payload(SdkBytes.fromUtf8String("{}"))))
                    .isInstanceOf(InvalidSubnetIdException.class);
        }
    }

    @Test
    void needsARoleThatMayConnect() {
        Authorizer denies = (caller, access) ->
                caller instanceof Caller.RoleSession && access.action().equals("ec2:CreateNetworkInterface")
                        ? new Authorizer.Decision.Denied("no")
                        : new Authorizer.Decision.Allowed();
        try (LambdaFixture lambda = new LambdaFixture(folder, TIME, denies)) {
            lambda.service.start();
            lambda.create("f");
            for (Runnable call : List.<Runnable>of(() -> lambda.create(function("g")), () -> change(lambda, INNER))) {
                assertThatThrownBy(call::run)
                        .hasMessageContaining("The provided execution role does not have permissions to call"
                                + " CreateNetworkInterface on EC2");
            }
        }
    }

    private static CreateFunctionRequest function() {
        return function("f");
    }

    private static CreateFunctionRequest function(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .vpcConfig(INNER)
                .build();
    }

    private static FunctionConfiguration configuration(LambdaFixture lambda) {
        return lambda.realClient().getFunction(get -> get.functionName("f")).configuration();
    }

    private static void change(LambdaFixture lambda, VpcConfig network) {
        lambda.client()
                .updateFunctionConfiguration(update -> update.functionName("f").vpcConfig(network));
        awaitUpdate(lambda);
    }

    private static void awaitUpdate(LambdaFixture lambda) {
        LambdaFixture.await(() -> configuration(lambda).lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL);
    }
}
