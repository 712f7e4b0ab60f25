package davit.deploy.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import org.junit.jupiter.api.Test;

/** Every expected text is what pulumi-aws 7 prints for the same arguments. */
class PolicyDocumentFunctionTest {
    @Test
    void printsTheTrustPolicyOfAFunctionAsPulumiDoes() throws ProviderException {
        Properties result = call("""
                {"statements": [{"actions": ["sts:AssumeRole"],
                  "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}]}]}""");

        assertThat(result.text("json")).hasValue("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "sts:AssumeRole",
                      "Principal": {
                        "Service": "lambda.amazonaws.com"
                      }
                    }
                  ]
                }""");
        assertThat(result.text("minifiedJson"))
                .hasValue("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}");
        assertThat(result.text("id")).hasValue("2690255455");
        assertThat(result.objects("statements").getFirst().text("effect")).hasValue("Allow");
    }

    @Test
    void sortsTextsBackwardsReplacesVariablesAndEscapes() throws ProviderException {
        Properties result = call("""
                {"policyId": "p", "statements": [{"sid": "Home", "effect": "Deny",
                  "actions": ["s3:GetObject", "s3:PutObject", "s3:GetObject"],
                  "notResources": ["arn:aws:s3:::home/&{aws:username}/*"],
                  "principals": [{"type": "AWS", "identifiers": ["b", "a"]}, {"type": "AWS", "identifiers": ["c"]},
                                 {"type": "*", "identifiers": ["*"]}],
                  "conditions": [
                    {"test": "StringLike", "variable": "s3:prefix", "values": ["z<1>", "a&b"]},
                    {"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]},
                    {"test": "StringLike", "variable": "s3:prefix", "values": ["m"]}]}]}""");

        assertThat(result.text("json")).hasValue("""
                {
                  "Version": "2012-10-17",
                  "Id": "p",
                  "Statement": [
                    {
                      "Sid": "Home",
                      "Effect": "Deny",
                      "Action": [
                        "s3:PutObject",
                        "s3:GetObject"
                      ],
                      "NotResource": "arn:aws:s3:::home/${aws:username}/*",
                      "Principal": {
                        "*": "*",
                        "AWS": [
                          "b",
                          "a",
                          "c"
                        ]
                      },
                      "Condition": {
                        "Bool": {
                          "aws:SecureTransport": "true"
                        },
                        "StringLike": {
                          "s3:prefix": [
                            "z\\u003c1\\u003e",
                            "a\\u0026b",
                            "m"
                          ]
                        }
                      }
                    }
                  ]
                }""");
    }

    @Test
    void anybodyIsOneStar() throws ProviderException {
        Properties result = call("""
                {"statements": [{"actions": ["*"], "principals": [{"type": "*", "identifiers": ["*"]}]}]}""");

        assertThat(result.text("minifiedJson").orElseThrow()).contains("\"Principal\":\"*\"");
    }

    @Test
    void laterStatementsTakeThePlaceOfEarlierOnesWithTheirSid() throws ProviderException {
        Properties result = call("""
                {"sourcePolicyDocuments": [
                   "{\\"Version\\":\\"2008-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"A\\",\\"Effect\\":\\"Allow\\",\\"Action\\":\\"x:1\\",\\"Resource\\":\\"*\\"}]}",
                   "{\\"Statement\\":{\\"Sid\\":\\"B\\",\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"x:2\\"],\\"Resource\\":\\"*\\"}}"],
                 "overridePolicyDocuments": [
                   "{\\"Statement\\":[{\\"Sid\\":\\"A\\",\\"Effect\\":\\"Deny\\",\\"Action\\":\\"x:9\\",\\"Resource\\":\\"*\\",\\"Condition\\":{\\"Bool\\":{\\"k\\":true}}}]}"],
                 "statements": [{"sid": "B", "actions": ["x:3"], "resources": ["*"]}, {"actions": ["x:4"]}]}""");

        assertThat(result.text("minifiedJson"))
                .hasValue("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Sid\":\"A\",\"Effect\":\"Deny\",\"Action\":\"x:9\",\"Resource\":\"*\","
                        + "\"Condition\":{\"Bool\":{\"k\":\"true\"}}},"
                        + "{\"Sid\":\"B\",\"Effect\":\"Allow\",\"Action\":\"x:3\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":\"x:4\"}]}");
    }

    @Test
    void refusesWhatIsWrong() {
        assertFails("{\"statements\": [{\"effect\": \"Maybe\"}]}", "expected one of [\"Allow\" \"Deny\"], got Maybe");
        assertFails("{\"statements\": [{\"sid\": \"a b\"}]}", "must only include alphanumeric characters");
        assertFails("{\"statements\": [{\"sid\": \"A\"}, {\"sid\": \"A\"}]}", "duplicate Sid (A)");
        assertFails("{\"version\": \"2020-01-01\"}", "got 2020-01-01");
        assertFails("{\"statments\": []}", "statments: is no argument");
        assertFails("{\"sourcePolicyDocuments\": [\"{\"]}", "merging source document 0");
        assertFails("{\"statements\": [{\"principals\": [{\"type\": \"AWS\"}]}]}", "identifiers: is required");
    }

    private static void assertFails(String arguments, String message) {
        assertThatThrownBy(() -> call(arguments))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(message);
    }

    private static Properties call(String arguments) throws ProviderException {
        return new PolicyDocumentFunction()
                .call(JsonValues.parse(arguments).orElseThrow().asObject().orElseThrow());
    }
}
