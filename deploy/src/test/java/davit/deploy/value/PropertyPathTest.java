package davit.deploy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags | tags",
                "tags.team | tags;team",
                "tags[\"a.b\"] | tags;a.b",
                "rules[0].port | rules;0;port",
                "rules[*].port | rules;*;port",
                "* | *"
            })
    void readsPaths(String text, String steps) {
        assertThat(PropertyPath.parse(text).steps()).containsExactly(steps.split(";"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a[", "a[\"b]", "a]b", "[x]"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> PropertyPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsWhatIsAtAPath() {
        Properties old = Properties.of(
                "tags", PropertyValue.of(Properties.EMPTY.with("a", "1").with("b", "1")));
        Properties now = Properties.of(
                "tags", PropertyValue.of(Properties.EMPTY.with("a", "2").with("c", "2")));
        assertThat(PropertyPath.parse("tags.a").keep(old, now).textMap("tags"))
                .containsEntry("a", "1")
                .containsEntry("c", "2");
        assertThat(PropertyPath.parse("tags.c").keep(old, now).textMap("tags")).containsOnlyKeys("a");
        assertThat(PropertyPath.parse("tags.*").keep(old, now).textMap("tags")).containsOnlyKeys("a", "b");
        assertThat(PropertyPath.parse("none").keep(old, now)).isEqualTo(now);
    }

    @Test
    void findsDifferencesInsideLists() {
        Properties old = rules("80", "443");
        Properties now = rules("80", "8443");
        assertThat(PropertyPath.parse("rules[0].port").differs(old, now)).isFalse();
        assertThat(PropertyPath.parse("rules[1].port").differs(old, now)).isTrue();
        assertThat(PropertyPath.parse("rules[*].port").differs(old, now)).isTrue();
    }

    private static Properties rules(String... ports) {
        return Properties.of(
                "rules",
                PropertyValue.of(List.of(ports).stream()
                        .map(port -> PropertyValue.of(Properties.EMPTY.with("port", port)))
                        .toList()));
    }
}
