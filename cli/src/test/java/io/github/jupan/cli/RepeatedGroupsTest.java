package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Java's regular expressions repeat a group by recursion: on a long text, `(a|b)+` ends in a StackOverflowError.
/// A possessive one, `(a|b)++`, and a bounded one do not.
class RepeatedGroupsTest {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"");
    private static final Pattern REPEATED = Pattern.compile("\\)(?:[*+]|\\{\\d+,})(?!\\+)");

    @Test
    void noGroupIsRepeatedWithoutBoundOrPossession() throws IOException {
        List<String> repeated = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Checkout.root())) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                repeated.addAll(in(sources));
            }
        }
        assertThat(repeated).isEmpty();
    }

    @Test
    void seesThem() {
        assertThat(List.of("\"(?:a|b)+\"", "\"x\" + \"(a.)*|c\"", "\"(a){2,}\""))
                .allMatch(RepeatedGroupsTest::isIn);
        assertThat(List.of(
                        "\"(?:a|b)++\"", "\"(a)?\"", "\"(a){2,5}\"", "f() * g(\"a\")", "\"(a){2,}+\"", "(\"a\")+\"b\""))
                .noneMatch(RepeatedGroupsTest::isIn);
    }

    private static List<String> in(Path sources) throws IOException {
        List<String> repeated = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(RepeatedGroupsTest::isIn)
                        .forEach(line -> repeated.add(file.getFileName() + ": " + line.strip()));
            }
        }
        return repeated;
    }

    private static boolean isIn(String line) {
        Matcher text = TEXT.matcher(line);
        while (text.find()) {
            if (REPEATED.matcher(text.group()).find()) {
                return true;
            }
        }
        return false;
    }
}
