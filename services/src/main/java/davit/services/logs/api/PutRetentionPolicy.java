package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.LogsError;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** The operation of this name. */
public final class PutRetentionPolicy
        implements Operation.Plain<PutRetentionPolicyRequest, PutRetentionPolicyResponse> {
    private static final List<Integer> DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore store;

    /** Works on this store. */
    public PutRetentionPolicy(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(PutRetentionPolicyRequest input) {
        return List.of(Access.to("logs:PutRetentionPolicy", Groups.arn(input.logGroupName())));
    }

    @Override
    public PutRetentionPolicyResponse call(PutRetentionPolicyRequest input) {
        if (!DAYS.contains(input.retentionInDays())) {
            throw LogsError.INVALID_PARAMETER.with("1 validation error detected: Value '" + input.retentionInDays()
                    + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
                    + DAYS);
        }
        store.updateGroup(input.logGroupName(), group -> group.withRetention(input.retentionInDays()));
        return PutRetentionPolicyResponse.builder().build();
    }
}
