package davit.services.sqs;

import davit.aws.AwsService;
import davit.aws.AwsService.Protocol;
import davit.aws.operation.ServiceTrait;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.aws.port.MessageQueues;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.services.sqs.access.LocalQueues;
import davit.services.sqs.access.QueueTarget;
import davit.services.sqs.api.AddPermission;
import davit.services.sqs.api.CancelMessageMoveTask;
import davit.services.sqs.api.ChangeMessageVisibility;
import davit.services.sqs.api.ChangeMessageVisibilityBatch;
import davit.services.sqs.api.CreateQueue;
import davit.services.sqs.api.DeleteMessage;
import davit.services.sqs.api.DeleteMessageBatch;
import davit.services.sqs.api.DeleteQueue;
import davit.services.sqs.api.GetQueueAttributes;
import davit.services.sqs.api.GetQueueUrl;
import davit.services.sqs.api.ListDeadLetterSourceQueues;
import davit.services.sqs.api.ListMessageMoveTasks;
import davit.services.sqs.api.ListQueueTags;
import davit.services.sqs.api.ListQueues;
import davit.services.sqs.api.PurgeQueue;
import davit.services.sqs.api.ReceiveMessage;
import davit.services.sqs.api.RemovePermission;
import davit.services.sqs.api.SendMessage;
import davit.services.sqs.api.SendMessageBatch;
import davit.services.sqs.api.SetQueueAttributes;
import davit.services.sqs.api.StartMessageMoveTask;
import davit.services.sqs.api.TagQueue;
import davit.services.sqs.api.UntagQueue;
import davit.services.sqs.work.MoveTasks;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The door of SQS: its operations, and queues as other services meet them. */
public final class SqsService implements AutoCloseable {
    private final Queues queues;
    private final MoveTasks tasks;
    private final Authorizer authorizer;

    /**
     * Opens the service.
     *
     * @param records of its own, for queues and messages; it does not close them
     * @param authorizer decides what may be done to queues without a request
     * @param account the account's twelve digits
     * @param random a source that nobody can guess
     */
    public SqsService(Records records, Authorizer authorizer, String account, RandomGenerator random, Time time) {
        this.queues = new Queues(records, account, random, time);
        this.tasks = new MoveTasks(queues);
        this.authorizer = authorizer;
    }

    /** Begins to remove messages that are kept long enough, and goes on with moves of messages. */
    public void start() {
        queues.start();
        tasks.start();
    }

    /** The operations, for the protocol layer. */
    public AwsService operations() {
        return new AwsService(
                        "sqs",
                        Protocol.AWS_JSON_1_0,
                        SqsClient.class,
                        List.of(
                                new AddPermission(queues),
                                new CancelMessageMoveTask(queues, tasks),
                                new ChangeMessageVisibility(queues),
                                new ChangeMessageVisibilityBatch(queues),
                                new CreateQueue(queues),
                                new DeleteMessage(queues),
                                new DeleteMessageBatch(queues),
                                new DeleteQueue(queues),
                                new GetQueueAttributes(queues),
                                new GetQueueUrl(queues),
                                new ListDeadLetterSourceQueues(queues),
                                new ListMessageMoveTasks(queues, tasks),
                                new ListQueueTags(queues),
                                new ListQueues(queues),
                                new PurgeQueue(queues),
                                new ReceiveMessage(queues),
                                new RemovePermission(queues),
                                new SendMessage(queues),
                                new SendMessageBatch(queues),
                                new SetQueueAttributes(queues),
                                new StartMessageMoveTask(queues, tasks),
                                new TagQueue(queues),
                                new UntagQueue(queues)),
                        "http://queue.amazonaws.com/doc/2012-11-05/")
                .with(ServiceTrait.QUERY_COMPATIBLE, ServiceTrait.QUERY_CLIENTS);
    }

    /** Makes queues targets of events of other services. */
    public void registerIn(EventTargets targets) {
        targets.register("sqs", new QueueTarget(queues, authorizer));
    }

    /** Queues for services in the same process. */
    public MessageQueues messageQueues() {
        return new LocalQueues(queues, authorizer);
    }

    /** Ends what waits for messages, and makes durable what was taken. */
    @Override
    public void close() {
        tasks.close();
        queues.close();
    }
}
