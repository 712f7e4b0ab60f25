package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** Environments that are kept ready. */
class ProvisionedConcurrencyTest {
    @TempDir
    Path folder;

    private LambdaFixture lambda;
    private LambdaClient client;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        client = lambda.realClient();
        lambda.create("f");
        client.publishVersion(publish -> publish.functionName("f"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private void provision(String qualifier, int count) {
        client.putProvisionedConcurrencyConfig(
                put -> put.functionName("f").qualifier(qualifier).provisionedConcurrentExecutions(count));
    }

    private GetProvisionedConcurrencyConfigResponse config(String qualifier) {
        return client.getProvisionedConcurrencyConfig(
                get -> get.functionName("f").qualifier(qualifier));
    }

    private void awaitStatus(String qualifier, ProvisionedConcurrencyStatusEnum status) {
        LambdaFixture.await(() -> config(qualifier).status() == status);
    }

    @Test
    void keepsEnvironmentsReadyAndReplacesThem() {
        provision("1", 2);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);

        assertThat(lambda.sandboxes.living()).hasSize(2);
        assertThat(config("1").availableProvisionedConcurrentExecutions()).isEqualTo(2);
        lambda.invoke("f:1", "1");
        assertThat(lambda.sandboxes.made()).as("no cold start").hasSize(2);
        assertThat(client.getAccountSettings(get -> {}).accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(998);

        lambda.sandboxes.living().getFirst().close();
        LambdaFixture.await(() -> lambda.sandboxes.made().size() == 3);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);

        client.deleteProvisionedConcurrencyConfig(
                delete -> delete.functionName("f").qualifier("1"));
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
        assertThatThrownBy(() -> config("1")).isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class);
    }

    @Test
    void followsTheAlias() {
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("1"));
        provision("live", 1);
        awaitStatus("live", ProvisionedConcurrencyStatusEnum.READY);
        client.updateFunctionConfiguration(update -> update.functionName("f").timeout(9));
        LambdaFixture.await(() -> client.getFunctionConfiguration(get -> get.functionName("f"))
                .lastUpdateStatusAsString()
                .equals("Successful"));
        client.publishVersion(publish -> publish.functionName("f"));

        client.updateAlias(update -> update.functionName("f").name("live").functionVersion("2"));
        awaitStatus("live", ProvisionedConcurrencyStatusEnum.READY);

        LambdaFixture.await(() -> lambda.sandboxes.living().size() == 1);
        assertThat(lambda.sandboxes.made()).hasSize(2);
        assertThat(lambda.invoke("f:live", "1").executedVersion()).isEqualTo("2");
        assertThat(lambda.sandboxes.made()).hasSize(2);
    }

    @Test
    void isThereAgainAfterARestart() {
        provision("1", 1);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);
        lambda.close();
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        client = lambda.realClient();
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);
        assertThat(lambda.sandboxes.living()).hasSize(1);
    }

    @Test
    void failsWhenTheRoleIsGone() {
        lambda.roles.refuse(LambdaFixture.ROLE);
        provision("1", 1);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.FAILED);
        assertThat(config("1").statusReason()).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
    }
}
