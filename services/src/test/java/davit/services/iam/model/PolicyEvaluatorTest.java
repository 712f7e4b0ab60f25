package davit.services.iam.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.operation.ServiceException;
import davit.services.iam.model.PolicyEvaluator.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {
    private static Verdict identity(String statement, String action, String resource, Map<String, String> context) {
        PolicyDocument policy =
                PolicyParser.identityPolicy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
        return PolicyEvaluator.ofIdentity(List.of(policy), new AccessQuestion(action, resource, context));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"     | s3:GetObject | arn:aws:s3:::b/k   | ALLOWED
        "Action":"S3:getobject","Resource":"arn:aws:s3:::b/*"     | s3:GetObject | arn:aws:s3:::b/k   | ALLOWED
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"     | s3:GetObject | arn:aws:s3:::bb/k  | SILENT
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"     | s3:GetObject | arn:aws:s3:::B/k   | SILENT
        "Action":"s3:Get*","Resource":"*"                         | s3:PutObject | arn:aws:s3:::b/k   | SILENT
        "Action":["s3:Get*","s3:Put?bject"],"Resource":"*"        | s3:PutObject | arn:aws:s3:::b/k   | ALLOWED
        "NotAction":"s3:GetObject","Resource":"*"                 | s3:PutObject | arn:aws:s3:::b/k   | ALLOWED
        "NotAction":"s3:*","Resource":"*"                         | s3:PutObject | arn:aws:s3:::b/k   | SILENT
        "Action":"*","NotResource":"arn:aws:s3:::secret/*"        | s3:GetObject | arn:aws:s3:::secret/k | SILENT
        "Action":"*","Resource":"arn:aws:s3:::a?c"                | s3:ListBucket | arn:aws:s3:::abc  | ALLOWED
        "Action":"*","Resource":"arn:aws:s3:::a?c"                | s3:ListBucket | arn:aws:s3:::ac   | SILENT
        """)
    void matchesActionsAndResources(String statement, String action, String resource, Verdict expected) {
        assertThat(identity("{\"Effect\":\"Allow\"," + statement + "}", action, resource, Map.of()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "StringEquals":{"s3:prefix":["a","b"]}                    | b        | ALLOWED
        "StringEquals":{"S3:Prefix":"a"}                          | a        | ALLOWED
        "StringEquals":{"s3:prefix":"a"}                          | b        | SILENT
        "StringNotEquals":{"s3:prefix":["a","b"]}                 | b        | SILENT
        "StringNotEquals":{"s3:prefix":["a","b"]}                 | c        | ALLOWED
        "StringLike":{"s3:prefix":"home/*"}                       | home/x   | ALLOWED
        "StringEqualsIfExists":{"s3:other":"a"}                   | b        | ALLOWED
        "StringEquals":{"s3:other":"a"}                           | b        | SILENT
        "Null":{"s3:prefix":"true"}                               | b        | SILENT
        "NumericLessThan":{"s3:prefix":"10"}                      | 9        | ALLOWED
        "NumericLessThan":{"s3:prefix":"10"}                      | many     | SILENT
        "IpAddress":{"s3:prefix":"10.1.0.0/16"}                   | 10.1.2.3 | ALLOWED
        "IpAddress":{"s3:prefix":"10.1.0.0/16"}                   | 10.2.2.3 | SILENT
        "NotIpAddress":{"s3:prefix":"10.1.0.0/20"}                | 10.1.16.1 | ALLOWED
        "DateGreaterThan":{"s3:prefix":"2026-01-01T00:00:00Z"}    | 2026-01-02T00:00:00Z | ALLOWED
        "ArnLike":{"s3:prefix":"arn:aws:lambda:*:1:function:f"}   | arn:aws:lambda:eu:1:function:f | ALLOWED
        "ArnLike":{"s3:prefix":"arn:aws:*:1:function:f"}          | arn:aws:lambda:eu:1:function:f | SILENT
        "Bool":{"s3:prefix":"true"}                               | True     | ALLOWED
        """)
    void testsConditions(String condition, String value, Verdict expected) {
        String statement =
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{" + condition + "}}";
        assertThat(identity(statement, "s3:ListBucket", "arn:aws:s3:::b", Map.of("s3:prefix", value)))
                .isEqualTo(expected);
    }

    @Test
    void denyWinsOverAllow() {
        String statements = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"s3:Delete*\",\"Resource\":\"*\"}";
        assertThat(identity(statements, "s3:DeleteObject", "arn:aws:s3:::b/k", Map.of()))
                .isEqualTo(Verdict.DENIED);
        assertThat(identity(statements, "s3:GetObject", "arn:aws:s3:::b/k", Map.of()))
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void replacesVariablesByTheRequestsValues() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/${aws:userid}/*\"}";
        assertThat(identity(statement, "s3:GetObject", "arn:aws:s3:::b/AROA:s/k", Map.of("aws:userid", "AROA:s")))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(identity(statement, "s3:GetObject", "arn:aws:s3:::b/x/k", Map.of("aws:userid", "AROA:s")))
                .isEqualTo(Verdict.SILENT);
        assertThat(identity(statement, "s3:GetObject", "arn:aws:s3:::b/${aws:userid}/k", Map.of()))
                .isEqualTo(Verdict.SILENT);
    }

    @Test
    void asksForThePrincipalOfAResourcePolicy() {
        PolicyDocument policy = PolicyParser.parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
                 "Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:us-east-1:0:function:f",
                 "Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}]}""");
        AccessQuestion question = new AccessQuestion(
                "lambda:InvokeFunction",
                "arn:aws:lambda:us-east-1:0:function:f",
                Map.of("aws:SourceArn", "arn:aws:s3:::b"));
        AccessQuestion ofOther =
                new AccessQuestion(question.action(), question.resource(), Map.of("aws:SourceArn", "arn:aws:s3:::c"));

        assertThat(PolicyEvaluator.ofResource(policy, service("s3.amazonaws.com"), question))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(PolicyEvaluator.ofResource(policy, service("sns.amazonaws.com"), question))
                .isEqualTo(Verdict.SILENT);
        assertThat(PolicyEvaluator.ofResource(policy, service("s3.amazonaws.com"), ofOther))
                .isEqualTo(Verdict.SILENT);
    }

    private static Principal service(String name) {
        return new Principal("Service", List.of(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        not json                                                          | This policy contains invalid Json
        {"Version":"2013-01-01","Statement":[]}                           | The policy must contain a valid version string
        {"Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}    | Missing required field Effect
        {"Statement":[{"Effect":"Allow","Resource":"*"}]}                 | Policy statement must contain actions.
        {"Statement":[{"Effect":"Allow","Action":"*"}]}                   | Policy statement must contain resources.
        {"Statement":[{"Effect":"Allow","Action":"*","Resource":"b"}]}    | Resource b must be in ARN format or "*".
        """)
    void refusesWhatIsNoPolicy(String document, String message) {
        assertThatThrownBy(() -> PolicyParser.identityPolicy(document))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.error()).isEqualTo(IamError.MALFORMED_POLICY_DOCUMENT))
                .hasMessage(message);
    }

    @Test
    void matchesHostilePatternsInTime() {
        String pattern = "*a".repeat(500) + "b";
        assertThat(Glob.matches(pattern, "a".repeat(2000))).isFalse();
    }
}
