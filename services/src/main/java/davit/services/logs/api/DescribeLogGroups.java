package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredGroup;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** The operation of this name. */
public final class DescribeLogGroups implements Operation.Plain<DescribeLogGroupsRequest, DescribeLogGroupsResponse> {
    private final LogStore store;

    /** Works on this store. */
    public DescribeLogGroups(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(DescribeLogGroupsRequest input) {
        return List.of(Access.to("logs:DescribeLogGroups", Groups.arn("")));
    }

    @Override
    public DescribeLogGroupsResponse call(DescribeLogGroupsRequest input) {
        Page<StoredGroup> page = Page.of(
                store.groups(Objects.requireNonNullElse(input.logGroupNamePrefix(), "")),
                input.nextToken(),
                Objects.requireNonNullElse(input.limit(), 50));
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(DescribeLogGroups::shape).toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static LogGroup shape(StoredGroup group) {
        return LogGroup.builder()
                .logGroupName(group.name())
                .creationTime(group.created())
                .retentionInDays(group.retentionDays())
                .metricFilterCount(0)
                .storedBytes(0L)
                .arn(Groups.arn(group.name()) + ":*")
                .logGroupArn(Groups.arn(group.name()).toString())
                .build();
    }
}
