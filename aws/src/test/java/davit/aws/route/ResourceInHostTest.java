package davit.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceInHostTest {
    @ParameterizedTest
    @CsvSource({
        "photos.s3.localhost, photos",
        "photos.s3.eu-west-1.localhost, photos",
        "my.s3.photos.s3.localhost, my.s3.photos",
        "photos.localhost, photos",
        "my.photos.localhost, my.photos",
        "photos.s3-accelerate.amazonaws.com, photos",
        "s3.localhost, ''",
        "s3.eu-west-1.localhost, ''",
        "localhost, ''",
        "127.0.0.1, ''",
        "example.com, ''",
    })
    void isWhatStandsBeforeTheService(String host, String bucket) {
        assertThat(ResourceInHost.find(List.of(host.split("\\.", -1)), "s3")).isEqualTo(bucket);
    }
}
