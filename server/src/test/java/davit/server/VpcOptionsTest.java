package davit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.sandbox.Egress;
import davit.sandbox.NetworkName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The networks that an operator gives to functions to choose from. */
class VpcOptionsTest {
    @Test
    void readsWhatAnOperatorWrites() {
        assertThat(VpcOptions.parse(List.of("inner=10.1.0.0/16,10.2.0.0/16", "shut=none")))
                .isEqualTo(Map.of(
                        new NetworkName("inner"),
                        Egress.parse("10.1.0.0/16,10.2.0.0/16"),
                        new NetworkName("shut"),
                        new Egress.None()));
        for (List<String> wrong : List.of(
                List.of("inner"),
                List.of("=none"),
                List.of("Inner=none"),
                List.of("in-ner=none"),
                List.of("inner="),
                List.of("inner=all"),
                List.of("inner=none", "inner=internet"))) {
            assertThatThrownBy(() -> VpcOptions.parse(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
