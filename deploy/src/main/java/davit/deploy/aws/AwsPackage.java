package davit.deploy.aws;

import davit.base.time.Time;
import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderPackage;
import davit.deploy.value.Properties;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** The package {@code aws}: resource types and functions of pulumi-aws 7. */
public final class AwsPackage implements ProviderPackage {
    private final AwsDefaults defaults;
    private final Time time;

    /** Works with {@code defaults} where programs say nothing. */
    public AwsPackage(AwsDefaults defaults, Time time) {
        this.defaults = defaults;
        this.time = time;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Checked check(Properties inputs) {
        return ProviderInputs.check(inputs);
    }

    @Override
    public ConfiguredProvider configure(ProviderConfiguration configuration) throws ProviderException {
        Properties inputs = configuration.inputs();
        Aws aws = new Aws(ProviderInputs.settings(inputs, defaults), time);
        try {
            requireAccount(aws, inputs);
        } catch (ProviderException | SdkException e) {
            aws.close();
            throw e instanceof SdkException failed ? AwsErrors.explained(failed) : (ProviderException) e;
        }
        return new AwsProvider(aws, configuration.programFolder());
    }

    private static void requireAccount(Aws aws, Properties inputs) throws ProviderException {
        List<String> allowed = ProviderInputs.allowedAccounts(inputs);
        List<String> forbidden = ProviderInputs.forbiddenAccounts(inputs);
        if (allowed.isEmpty() && forbidden.isEmpty()) {
            return;
        }
        String account = aws.sts().getCallerIdentity().account();
        if (forbidden.contains(account) || (!allowed.isEmpty() && !allowed.contains(account))) {
            throw new ProviderException("AWS account ID not allowed: " + account);
        }
    }
}
