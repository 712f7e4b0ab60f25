package davit.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.port.Authorizer;
import davit.aws.port.MessageQueues;
import davit.aws.port.MessageQueues.RefusedException;
import davit.base.concurrent.TaskGroup;
import davit.base.storage.SqliteRecords;
import davit.base.time.SystemTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsServiceTest {
    private static final RequestContext CONTEXT = new RequestContext(
            "request",
            new Caller.Root("000000000000"),
            "000000000000",
            "us-east-1",
            URI.create("http://127.0.0.1:4566"),
            "127.0.0.1");
    private static final String URL = "http://127.0.0.1:4566/000000000000/";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private SqliteRecords records;
    private SqsService service;
    private MessageQueues queues;

    @BeforeEach
    void open() {
        records = new SqliteRecords(folder.resolve("messages.db"));
        service = new SqsService(records, Authorizer.ALLOWS_ALL, "000000000000", new Random(1), new SystemTime());
        service.start();
        queues = service.messageQueues();
    }

    @AfterEach
    void close() {
        service.close();
        records.close();
    }

    private void reopen() {
        close();
        open();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the operation is found by the name of the request
    private <I extends AwsRequest, O extends AwsResponse> O call(I input) {
        String name = input.getClass().getSimpleName().replace("Request", "");
        Operation.Plain<I, O> operation = (Operation.Plain<I, O>) service.operations().operations().stream()
                .filter(candidate -> candidate.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
        return ScopedValue.where(RequestContext.CURRENT, CONTEXT).call(() -> {
            assertThat(operation.access(input)).isNotEmpty();
            return operation.call(input);
        });
    }

    private Arn queue(String name, Map<String, String> attributes) {
        CreateQueueResponse made = call(CreateQueueRequest.builder()
                .queueName(name)
                .attributesWithStrings(attributes)
                .build());
        assertThat(made.queueUrl()).isEqualTo(URL + name);
        return Arn.of("sqs", "us-east-1", "000000000000", name);
    }

    private void send(Arn queue, String body) {
        SendMessageResponse sent = call(SendMessageRequest.builder()
                .queueUrl(URL + queue.resource())
                .messageBody(body)
                .messageGroupId(queue.resource().endsWith(".fifo") ? "g" : null)
                .build());
        assertThat(sent.messageId()).isNotEmpty();
    }

    private List<String> bodies(Arn queue) throws RefusedException, InterruptedException {
        return queues.receive(queue, 10, Duration.ZERO).stream()
                .map(MessageQueues.Message::body)
                .toList();
    }

    @Test
    void messagesReceiptsAndDuplicatesOutliveTheProcess() throws RefusedException, InterruptedException {
        Arn fifo = queue("q.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        send(fifo, "a");
        send(fifo, "b");
        MessageQueues.Message first = queues.receive(fifo, 1, Duration.ZERO).getFirst();
        reopen();
        assertThat(bodies(fifo))
                .as("the first is still in flight, and holds its group")
                .isEmpty();
        queues.delete(fifo, List.of(first.receiptHandle()));
        send(fifo, "a");
        reopen();
        assertThat(bodies(fifo)).containsExactly("b");
    }

    @Test
    void purgedMessagesStayAway() throws RefusedException, InterruptedException {
        Arn queue = queue("q", Map.of());
        send(queue, "before");
        PurgeQueueResponse ignored =
                call(PurgeQueueRequest.builder().queueUrl(URL + "q").build());
        send(queue, "after");
        reopen();
        assertThat(bodies(queue)).containsExactly("after");
    }

    @Test
    void whoWaitsGetsAMessageThatIsSentOrGivenBack() throws RefusedException, InterruptedException, ExecutionException {
        Arn queue = queue("q", Map.of());
        MessageQueues.Message got = whileWaiting(queue, () -> send(queue, "sent"));
        MessageQueues.Message again =
                whileWaiting(queue, () -> queues.changeVisibility(queue, List.of(got.receiptHandle()), Duration.ZERO));
        assertThat(again.attributes()).containsEntry("ApproximateReceiveCount", "2");
    }

    private interface Work {
        void run() throws RefusedException;
    }

    private MessageQueues.Message whileWaiting(Arn queue, Work work)
            throws RefusedException, InterruptedException, ExecutionException {
        try (TaskGroup<List<MessageQueues.Message>> waiting = new TaskGroup<>()) {
            waiting.fork(() -> queues.receive(queue, 1, LONG));
            work.run();
            return waiting.join().getFirst().getFirst();
        }
    }

    @Test
    void aQueueThatIsNotThereIsRefused() {
        Arn missing = Arn.of("sqs", "us-east-1", "000000000000", "missing");
        assertThatThrownBy(() -> queues.receive(missing, 1, LONG))
                .hasMessageStartingWith("AWS.SimpleQueueService.NonExistentQueue");
    }
}
