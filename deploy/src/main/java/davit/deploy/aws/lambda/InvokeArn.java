package davit.deploy.aws.lambda;

import davit.deploy.aws.client.Aws;
import davit.deploy.value.Properties;

/** The ARNs by which API Gateway invokes functions. */
record InvokeArn(Aws aws) {
    private static final String BUFFERED = "2015-03-31";
    private static final String STREAMING = "2021-11-15";

    String of(String functionArn, Properties resource) {
        return path(resource) + BUFFERED + "/functions/" + functionArn + "/invocations";
    }

    String streamingOf(String functionArn, Properties resource) {
        return path(resource) + STREAMING + "/functions/" + functionArn + "/response-streaming-invocations";
    }

    private String path(Properties resource) {
        return "arn:" + aws.partition(resource) + ":apigateway:" + aws.region(resource) + ":lambda:path/";
    }
}
