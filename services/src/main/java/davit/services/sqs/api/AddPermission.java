package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.QueuePolicy;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;

/** The operation of this name. */
public final class AddPermission implements Operation.Plain<AddPermissionRequest, AddPermissionResponse> {
    private static final int MOST_ACTIONS = 7;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "ChangeMessageVisibility",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue");

    private final Addresses addresses;

    /** Works on these queues. */
    public AddPermission(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(AddPermissionRequest input) {
        return addresses.access("AddPermission", input.queueUrl());
    }

    @Override
    public AddPermissionResponse call(AddPermissionRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        check(input);
        addresses
                .queues()
                .changeAttributes(
                        queue,
                        attributes -> Map.of(
                                "Policy",
                                QueuePolicy.with(
                                        attributes.get("Policy"),
                                        queue.arn().toString(),
                                        input.label(),
                                        input.awsAccountIds(),
                                        input.actions())));
        return AddPermissionResponse.builder().build();
    }

    private static void check(AddPermissionRequest input) {
        String label = input.label();
        if (label == null || !LABEL.matcher(label).matches()) {
            throw SqsError.invalid(
                    String.valueOf(label),
                    "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
        if (input.actions().isEmpty()) {
            throw SqsError.missing("Actions");
        }
        if (input.awsAccountIds().isEmpty()) {
            throw SqsError.missing("AWSAccountIds");
        }
        if (input.actions().size() > MOST_ACTIONS) {
            throw SqsError.OVER_LIMIT.with(
                    input.actions().size() + " Actions were found, maximum allowed is " + MOST_ACTIONS + ".");
        }
        for (String action : input.actions()) {
            if (!ACTIONS.contains(action)) {
                throw SqsError.INVALID_PARAMETER_VALUE.with("Value SQS:" + action
                        + " for parameter ActionName is invalid. Reason: Please refer to the appropriate WSDL for a list"
                        + " of valid actions.");
            }
        }
        for (String account : input.awsAccountIds()) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw SqsError.INVALID_PARAMETER_VALUE.with(
                        "Value [" + account + "] for parameter PrincipalId is invalid. Reason: Unable to verify.");
            }
        }
    }
}
