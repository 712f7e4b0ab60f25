package davit.services.sqs.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.sqs.work.MoveTasks;
import davit.services.sqs.work.Queues;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** The operation of this name. */
public final class StartMessageMoveTask
        implements Operation.Plain<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> {
    private final Addresses addresses;
    private final MoveTasks tasks;

    /** Works on these queues. */
    public StartMessageMoveTask(Queues queues, MoveTasks tasks) {
        this.addresses = new Addresses(queues);
        this.tasks = tasks;
    }

    @Override
    public List<Access> access(StartMessageMoveTaskRequest input) {
        List<Access> all = new ArrayList<>();
        for (String action : List.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
            all.add(TaskHandles.access(addresses, action, input.sourceArn()));
        }
        if (input.destinationArn() != null) {
            all.add(TaskHandles.access(addresses, "SendMessage", input.destinationArn()));
        }
        return all;
    }

    @Override
    public StartMessageMoveTaskResponse call(StartMessageMoveTaskRequest input) {
        Arn source = TaskHandles.arn(input.sourceArn(), "SourceArn");
        Arn destination =
                input.destinationArn() == null ? null : TaskHandles.arn(input.destinationArn(), "DestinationArn");
        String id = tasks.begin(
                source,
                destination,
                input.maxNumberOfMessagesPerSecond(),
                RequestContext.current().region());
        return StartMessageMoveTaskResponse.builder()
                .taskHandle(TaskHandles.write(id, source))
                .build();
    }
}
