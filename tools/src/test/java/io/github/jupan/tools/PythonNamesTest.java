package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Binding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonNamesTest {

    @Test
    void eachToolHasANameOfItsOwn() {
        PythonNames names = new PythonNames();
        assertThat(List.of("weather", "get-x", "get_x", "print", "message", "class", "날씨", "x²", "ﬁle", "2d", "", "🍓")
                        .stream()
                        .map(names::take))
                .containsExactly(
                        "weather", "get_x", "get_x_2", "print_", "message_", "class_", "날씨", "x2", "file", "_2d", "tool",
                        "_");
    }

    @Test
    void aNameForEveryProviderIsReadable() {
        assertThat(List.of("get-sum", "날씨", "날씨_today", "", "été").stream().map(PythonNames::plain))
                .containsExactly("get_sum", "tool", "___today", "tool", "_t_");
    }

    @Test
    void parametersKeepTheirOwnNamesBehindThoseOfPython() {
        assertThat(PythonNames.parameters(List.of("city", "user-id", "user_id", "class", "id")))
                .containsExactly(
                        Map.entry("city", "city"),
                        Map.entry("user_id", "user-id"),
                        Map.entry("user_id_2", "user_id"),
                        Map.entry("class_", "class"),
                        Map.entry("id", "id"));
    }

    @Test
    void whateverTheNamePythonTakesIt() {
        long seed = new Random().nextLong();
        System.out.println("PythonNamesTest: seed " + seed);
        Random random = new Random(seed);
        PythonNames names = new PythonNames();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(100); length > 0; length--) {
                name.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x20000));
            }
            String taken = names.take(name.toString());
            assertThat(Binding.isName(taken)).as("%s is %s", name, taken).isTrue();
        }
    }
}
