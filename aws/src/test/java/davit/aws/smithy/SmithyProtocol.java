package davit.aws.smithy;

import davit.aws.wire.WireProtocol;
import davit.aws.wire.json.AwsJson;
import davit.aws.wire.json.RestJson;
import davit.aws.wire.query.AwsQuery;
import davit.aws.wire.xml.RestXml;
import software.amazon.smithy.model.shapes.ShapeId;

/** The protocols that have tests, by Smithy's names. */
enum SmithyProtocol {
    AWS_JSON_1_0("awsJson1_0"),
    AWS_JSON_1_1("awsJson1_1"),
    AWS_QUERY("awsQuery"),
    REST_JSON_1("restJson1"),
    REST_XML("restXml");

    private final String word;

    SmithyProtocol(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    ShapeId id() {
        return ShapeId.from("aws.protocols#" + word);
    }

    boolean isRest() {
        return this == REST_JSON_1 || this == REST_XML;
    }

    boolean isXml() {
        return this == AWS_QUERY || this == REST_XML;
    }

    WireProtocol wire(String namespace, boolean hasBareErrors) {
        return switch (this) {
            case AWS_JSON_1_0 -> new AwsJson("1.0", false);
            case AWS_JSON_1_1 -> new AwsJson("1.1", false);
            case AWS_QUERY -> new AwsQuery(namespace);
            case REST_JSON_1 -> new RestJson();
            case REST_XML -> new RestXml(namespace, hasBareErrors);
        };
    }
}
