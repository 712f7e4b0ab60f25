package davit.aws;

import davit.aws.operation.Caller;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The contract of clients, without HTTP. */
class InProcessClientsTest implements ClientContract {
    private final InProcessClients clients =
            new InProcessClients(new AwsSettings("1", "eu-west-1"), MemoryKeys::decide, new Random(1));

    private final List<AwsService> services = MemoryServices.all();

    private <C> C client(Class<C> type, Caller caller) {
        return services.stream()
                .filter(service -> service.client().equals(type))
                .map(service -> clients.client(service, type, caller))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public LambdaClient lambda() {
        return client(LambdaClient.class, MemoryKeys.OWNER);
    }

    @Override
    public EcrClient ecr() {
        return client(EcrClient.class, MemoryKeys.OWNER);
    }

    @Override
    public SfnClient sfn() {
        return client(SfnClient.class, MemoryKeys.OWNER);
    }

    @Override
    public IamClient iam() {
        return client(IamClient.class, MemoryKeys.OWNER);
    }

    @Override
    public S3Client s3() {
        return client(S3Client.class, MemoryKeys.OWNER);
    }

    @Override
    public LambdaClient lambdaOfStranger() {
        return client(LambdaClient.class, MemoryKeys.STRANGER);
    }
}
