package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** Shows the limits of the account and what is used of them. */
final class GetAccountSettings implements Operation.Plain<GetAccountSettingsRequest, GetAccountSettingsResponse> {
    private static final long TOTAL_CODE_SIZE = 80_530_636_800L;
    private static final long CODE_SIZE_UNZIPPED = 262_144_000L;
    private static final long CODE_SIZE_ZIPPED = 52_428_800L;

    private final ControlPlane lambda;

    GetAccountSettings(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetAccountSettingsRequest input) {
        return List.of(Access.toAny("lambda:GetAccountSettings"));
    }

    @Override
    public GetAccountSettingsResponse call(GetAccountSettingsRequest input) {
        List<Function> functions = lambda.functions().all();
        int reserved = ProvisionedRules.kept(lambda, _ -> true);
        return GetAccountSettingsResponse.builder()
                .accountLimit(AccountLimit.builder()
                        .totalCodeSize(TOTAL_CODE_SIZE)
                        .codeSizeUnzipped(CODE_SIZE_UNZIPPED)
                        .codeSizeZipped(CODE_SIZE_ZIPPED)
                        .concurrentExecutions(lambda.concurrency())
                        .unreservedConcurrentExecutions(lambda.concurrency() - reserved)
                        .build())
                .accountUsage(AccountUsage.builder()
                        .totalCodeSize(0L)
                        .functionCount((long) functions.size())
                        .build())
                .build();
    }
}
