package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.MoveTasks;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;

/** The operation of this name. */
public final class CancelMessageMoveTask
        implements Operation.Plain<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse> {
    private final Addresses addresses;
    private final MoveTasks tasks;

    /** Works on these queues. */
    public CancelMessageMoveTask(Queues queues, MoveTasks tasks) {
        this.addresses = new Addresses(queues);
        this.tasks = tasks;
    }

    @Override
    public List<Access> access(CancelMessageMoveTaskRequest input) {
        String source = TaskHandles.read(input.taskHandle())
                .flatMap(tasks::find)
                .map(task -> task.source().toString())
                .orElse(null);
        return List.of(TaskHandles.access(addresses, "CancelMessageMoveTask", source));
    }

    @Override
    public CancelMessageMoveTaskResponse call(CancelMessageMoveTaskRequest input) {
        if (input.taskHandle() == null) {
            throw SqsError.missing("TaskHandle");
        }
        String id = TaskHandles.read(input.taskHandle())
                .orElseThrow(() -> SqsError.INVALID_PARAMETER_VALUE.with("Value for parameter TaskHandle is invalid."));
        return CancelMessageMoveTaskResponse.builder()
                .approximateNumberOfMessagesMoved(tasks.cancel(id))
                .build();
    }
}
