package davit.deploy.aws.logs;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.TagChange;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** {@code aws:cloudwatch/logGroup:LogGroup}. */
public final class LogGroupResource implements AwsResource {
    private static final String KEY = "kmsKeyId";
    private static final String CLASS = "logGroupClass";
    private static final String RETENTION = "retentionInDays";
    private static final String SKIP = "skipDestroy";
    private static final String PROTECTED = "deletionProtectionEnabled";
    private static final int LONGEST_NAME = 512;

    private static final Schema SCHEMA = Schema.of(
                    "aws:cloudwatch/logGroup:LogGroup",
                    Field.bool(PROTECTED).computed(),
                    Field.text(KEY),
                    Field.text(CLASS).immutable().computed(),
                    Field.text("name").immutable(),
                    Field.text("namePrefix").immutable().local(),
                    Schema.REGION,
                    Field.number(RETENTION).byDefault(PropertyValue.of(0)),
                    Field.bool(SKIP).local().byDefault(PropertyValue.of(false)),
                    Schema.TAGS)
            .named("name", "namePrefix", LONGEST_NAME);

    private final Aws aws;

    /** Log groups of {@code aws}. */
    public LogGroupResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of("name");
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        String name = inputs.text("name").orElseThrow();
        CreateLogGroupRequest.Builder request = CreateLogGroupRequest.builder().logGroupName(name);
        var tags = aws.tags().all(inputs);
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        inputs.text(KEY).ifPresent(request::kmsKeyId);
        inputs.text(CLASS).ifPresent(request::logGroupClass);
        inputs.bool(PROTECTED).ifPresent(request::deletionProtectionEnabled);
        aws.logs(inputs).createLogGroup(request.build());
        return name;
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs) {
        if (inputs.integer(RETENTION).orElse(0) > 0) {
            putRetention(id, inputs);
        }
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        CloudWatchLogsClient logs = aws.logs(state.outputs());
        Optional<LogGroup> group =
                logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(state.id())).logGroups().stream()
                        .filter(each -> each.logGroupName().equals(state.id()))
                        .findFirst();
        return group.map(found -> {
            String arn = found.arn().endsWith(":*")
                    ? found.arn().substring(0, found.arn().length() - 2)
                    : found.arn();
            return new Outputs()
                    .text("arn", arn)
                    .text("name", found.logGroupName())
                    .text(KEY, found.kmsKeyId())
                    .text(CLASS, found.logGroupClassAsString())
                    .bool(PROTECTED, Boolean.TRUE.equals(found.deletionProtectionEnabled()))
                    .number(RETENTION, found.retentionInDays() == null ? 0 : found.retentionInDays())
                    .text("region", aws.region(state.outputs()))
                    .all(aws.tags()
                            .outputs(
                                    logs.listTagsForResource(request -> request.resourceArn(arn))
                                            .tags(),
                                    state.inputs()))
                    .build();
        });
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        var changed = SCHEMA.diff(old.inputs(), inputs).changed();
        CloudWatchLogsClient logs = aws.logs(old.outputs());
        if (changed.contains(RETENTION)) {
            if (inputs.integer(RETENTION).orElse(0) > 0) {
                putRetention(old.id(), inputs);
            } else {
                logs.deleteRetentionPolicy(request -> request.logGroupName(old.id()));
            }
        }
        if (changed.contains(KEY)) {
            inputs.text(KEY)
                    .ifPresentOrElse(
                            key -> logs.associateKmsKey(
                                    request -> request.logGroupName(old.id()).kmsKeyId(key)),
                            () -> logs.disassociateKmsKey(request -> request.logGroupName(old.id())));
        }
        if (changed.contains(PROTECTED)) {
            logs.putLogGroupDeletionProtection(request -> request.logGroupIdentifier(old.id())
                    .deletionProtectionEnabled(inputs.bool(PROTECTED).orElse(false)));
        }
        String arn = old.outputs().text("arn").orElseThrow();
        TagChange change =
                TagChange.between(old.outputs().textMap("tagsAll"), aws.tags().all(inputs));
        if (!change.removed().isEmpty()) {
            logs.untagResource(request -> request.resourceArn(arn).tagKeys(change.removed()));
        }
        if (!change.set().isEmpty()) {
            logs.tagResource(request -> request.resourceArn(arn).tags(change.set()));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        if (state.inputs().bool(SKIP).orElse(false)) {
            context.progress().line("stays: skipDestroy is set");
            return;
        }
        try {
            aws.logs(state.outputs()).deleteLogGroup(request -> request.logGroupName(state.id()));
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    private void putRetention(String name, Properties inputs) {
        aws.logs(inputs)
                .putRetentionPolicy(request -> request.logGroupName(name)
                        .retentionInDays(inputs.integer(RETENTION).orElseThrow()));
    }
}
