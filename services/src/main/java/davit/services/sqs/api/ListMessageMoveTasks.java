package davit.services.sqs.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.store.StoredTask;
import davit.services.sqs.work.MoveTasks;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** The operation of this name. */
public final class ListMessageMoveTasks
        implements Operation.Plain<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> {
    private static final int MOST_RESULTS = 10;

    private final Addresses addresses;
    private final MoveTasks tasks;

    /** Works on these queues. */
    public ListMessageMoveTasks(Queues queues, MoveTasks tasks) {
        this.addresses = new Addresses(queues);
        this.tasks = tasks;
    }

    @Override
    public List<Access> access(ListMessageMoveTasksRequest input) {
        return List.of(TaskHandles.access(addresses, "ListMessageMoveTasks", input.sourceArn()));
    }

    @Override
    public ListMessageMoveTasksResponse call(ListMessageMoveTasksRequest input) {
        Arn source = TaskHandles.arn(input.sourceArn(), "SourceArn");
        int most = Objects.requireNonNullElse(input.maxResults(), 1);
        if (most < 1 || most > MOST_RESULTS) {
            throw SqsError.invalid(most, "MaxResults", "Must be between 1 and " + MOST_RESULTS + ", if provided.");
        }
        return ListMessageMoveTasksResponse.builder()
                .results(tasks.of(source).stream()
                        .limit(most)
                        .map(ListMessageMoveTasks::shape)
                        .toList())
                .build();
    }

    private static ListMessageMoveTasksResultEntry shape(StoredTask task) {
        ListMessageMoveTasksResultEntry.Builder shape = ListMessageMoveTasksResultEntry.builder()
                .status(task.status())
                .sourceArn(task.source().toString())
                .maxNumberOfMessagesPerSecond(task.perSecond())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.toMove())
                .failureReason(task.failure())
                .startedTimestamp(task.started().toEpochMilli());
        if (task.destination() != null) {
            shape.destinationArn(task.destination().toString());
        }
        return task.status().equals("RUNNING")
                ? shape.taskHandle(TaskHandles.write(task.id(), task.source())).build()
                : shape.build();
    }
}
