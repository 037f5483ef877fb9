package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.sandbox.Cancellation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyCheckTest {

    private static final Copied CHECK = Copied.from(
            List.of("ubiquitous에서 3번째 글자마다 출력해줘. Janet’s eggs cost 48,159 won; spell \"strawberry\" and 바나나우유를."));

    @ParameterizedTest
    @ValueSource(strings = {"ubiqitous", "ubiquitouss", "ubiquituos", "ubiquitaus", "Ubiqitous", "bubiquitous"})
    void findsOneSlip(String slip) {
        assertThat(CHECK.check("'" + slip + "'[::3]")).containsExactly(new CopyWarning(slip, "ubiquitous"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ubiquitous'",
                "'UBIQUITOUS'",
                "'straw'",
                "'바나나우유'",
                "\"Janet's eggs\"",
                "'egg'",
                "'total'",
                "# ubiqitous",
                "def f():\n    '''ubiqitous'''\n    return 1",
                "f'{ubiqitous}'",
                "ubiqitous = 1",
                "48159",
                "48_159",
                "50000",
                "\"unclosed"
            })
    void leavesTheRestAlone(String code) {
        assertThat(CHECK.check(code)).isEmpty();
    }

    @Test
    void aNameThatWasGivenIsNoCopyAndASlipOfItStillIsOne() {
        CopyCheck check = new CopyCheck();
        check.take(List.of("--stdio serves 4817 words of messages_ to the client"), new Cancellation());
        List<String> given = List.of("stdin", "sales 4816.csv", "message", "get_worlds");
        assertThat(check.check("len(documents['stdin'])", given, new Cancellation()))
                .isEmpty();
        assertThat(check.check("f'of stdin: {n}', documents['sales 4816.csv'], 4816", given, new Cancellation()))
                .isEmpty();
        assertThat(check.check("globals()['message'], globals()['get_worlds']", given, new Cancellation()))
                .isEmpty();
        assertThat(check.check("'stdoi', 4871", given, new Cancellation()))
                .containsExactly(new CopyWarning("stdoi", "stdio"), new CopyWarning("4871", "4817"));
        assertThat(check.check("documents['stdin']", List.of(), new Cancellation()))
                .containsExactly(new CopyWarning("stdin", "stdio"));
    }

    @Test
    void findsSlipsInPhrasesFStringsEscapesAndNumbers() {
        assertThat(CHECK.check("x = rb'strawbery' + f\"{n}: strawberrry\" + 'stra\\x77berri'; y = 48195"))
                .containsExactly(
                        new CopyWarning("strawbery", "strawberry"),
                        new CopyWarning(": strawberrry", "strawberry"),
                        new CopyWarning("strawberri", "strawberry"),
                        new CopyWarning("48195", "48159"));
    }

    @ParameterizedTest
    @CsvSource({
        "te red house by the lake, te red house by the lake, the red house by the lake",
        "hip-hp, hip-hp, hip-hop",
        "as many heep as, as many heep as, sheep",
        "takees, takees, takes",
        "trawberry, trawberry, strawberry",
        "strawberr, strawberr, strawberry",
        "'many sheep as goats, and hip-hop by the red house by th lake, where it takes a strawberry', th, the"
    })
    void findsSlipsInShortWordsOfAPhraseAndAtAWordsEdge(String code, String literal, String original) {
        Copied check = Copied.from(List.of("Take as many sheep as goats, and hip-hop by the red house by the lake,"
                + " where it takes a strawberry."));
        assertThat(check.check("x = '" + code + "'")).containsExactly(new CopyWarning(literal, original));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "사과 바나나",
                "he buys apples",
                "red apple pies",
                "in the table",
                "16 red apples",
                "red, apples",
                "lake",
                "strawb"
            })
    void leavesOtherWordingAlone(String text) {
        Copied check = Copied.from(List.of(
                "사과와 바나나를. She buys apples for he wants red apples pies on the table; 15 red apples, strawberry"));
        assertThat(check.check("x = '" + text + "'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word = (\n    \"strawbery\"\n)\nprint(word)",
                "word = \\\n\"strawbery\"\nprint(word)",
                "word = \\\r\n\"strawbery\"\r\nprint(word)",
                "print(\n'strawbery'\n.count('r'))",
                "d = {'word':\n        'strawbery'\n}\nd",
                "fruits = [\n    \"plum\",\n    \"strawbery\"\n]\nfruits",
                "print(f\"{'strawbery'}\")",
                "print(f\"{\"strawbery\".count('r'):>{len('x')}}\")",
                "print(f'{len(f\"{chr(34)}{'''strawbery'''}\")!r}')",
                "'straw' 'bery'.count('r')",
                "x = ('straw'\n     \"b\" # the end\n     rb'ery')",
                "x = 'straw\\\nbery'",
                "x = '\\163tra\\u0077b\\x65ry'",
                "if True: 'strawbery'.count('r')",
                "x = 1; 'strawbery'",
                "'strawbery'\n"
            })
    void findsASlipHoweverTheProgramIsLaidOut(String code) {
        assertThat(CHECK.check(code)).containsExactly(new CopyWarning("strawbery", "strawberry"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'strawbery'\nx = 1",
                "def f():\n    \"straw\" \\\n    \"bery\"\n    return 1",
                "class A:\n    r'''strawbery'''\n    x = 1",
                "x = [ # strawbery\n1]",
                "x = f'{strawbery}{{'"
            })
    void leavesDocstringsAndCommentsAlone(String code) {
        assertThat(CHECK.check(code)).isEmpty();
    }

    @Test
    void aLongQuestionIsIndexedInLittleMemory() {
        Random random = new Random(7);
        StringBuilder log = new StringBuilder();
        while (log.length() < 3_000_000) {
            log.append(String.format("%016x%016x ", random.nextLong(), random.nextLong()));
        }
        String question = "the first id is strawberry\n" + log + "\nand the last is 48,159,265,358";
        CopyCheck check = new CopyCheck();
        assertThat(megabytesOf(() -> check.take(List.of(question), new Cancellation())))
                .isLessThan(64);
        assertThat(check.check("'strawbery', 48195265358", List.of(), new Cancellation()))
                .containsExactly(
                        new CopyWarning("strawbery", "strawberry"), new CopyWarning("48195265358", "48159265358"));
        String id = log.substring(33, 33 + 32);
        String slip = id.substring(0, 15) + "z" + id.substring(16);
        assertThat(check.check("'" + slip + "'", List.of(), new Cancellation()))
                .containsExactly(new CopyWarning(slip, id));
    }

    @Test
    void ofAnEndlessQuestionTheBeginningAndTheEndAreKnown() {
        String question = "strawberry " + "0123456789 ".repeat(3_000_000) + " raspberry";
        CopyCheck check = new CopyCheck();
        assertThat(megabytesOf(() -> check.take(List.of(question), new Cancellation())))
                .isLessThan(64);
        assertThat(check.check("'strawbery', 'raspbery'", List.of(), new Cancellation()))
                .containsExactly(new CopyWarning("strawbery", "strawberry"), new CopyWarning("raspbery", "raspberry"));
    }

    @Test
    void readsOnlyWhatIsNew() {
        List<String> questions = new ArrayList<>(List.of("a plum. ".repeat(200_000)));
        CopyCheck check = new CopyCheck();
        check.take(questions, new Cancellation());
        questions.add("spell strawberry");
        assertThat(megabytesOf(() -> check.take(questions, new Cancellation()))).isLessThan(1);
        assertThat(check.check("'strawbery'", List.of(), new Cancellation())).hasSize(1);
    }

    @Test
    void forgetsWhatIsSaidNoMore() {
        CopyCheck check = new CopyCheck();
        check.take(List.of("spell strawberry", "spell raspberry"), new Cancellation());
        check.take(List.of("spell strawberry", "spell gooseberry"), new Cancellation());
        assertThat(check.check("'raspbery', 'goosebery'", List.of(), new Cancellation()))
                .containsExactly(new CopyWarning("goosebery", "gooseberry"));
        check.take(List.of("spell strawberry"), new Cancellation());
        assertThat(check.check("'goosebery'", List.of(), new Cancellation())).isEmpty();
    }

    @Test
    void ofAnEndlessConversationTheLatestIsKnown() {
        List<String> questions = new ArrayList<>(List.of("spell raspberry"));
        CopyCheck check = new CopyCheck();
        for (int i = 0; i < 12; i++) {
            questions.add("plum ".repeat(100_000));
            questions.add("spell strawberry");
            check.take(questions, new Cancellation());
            assertThat(check.check("'strawbery'", List.of(), new Cancellation()))
                    .hasSize(1);
        }
        assertThat(check.check("'raspbery'", List.of(), new Cancellation())).isEmpty();
    }

    @Test
    void endsWhenCancelled() {
        List<String> conversation = List.of("spell strawberry. " + "plum ".repeat(300_000));
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        CopyCheck check = new CopyCheck();
        check.take(conversation, cancelled);
        assertThat(check.check("'strawbery'", List.of(), cancelled)).isEmpty();
        check.take(conversation, new Cancellation());
        assertThat(check.check("'strawbery'", List.of(), new Cancellation())).hasSize(1);
        assertThat(check.check("'strawbery'", List.of(), cancelled)).isEmpty();
    }

    private static long megabytesOf(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
    }

    @Test
    void seldomAlarmsOnRecordedSessions() throws IOException {
        int sessions = 0;
        List<String> alarms = new ArrayList<>();
        for (String file : List.of("transcripts/mathcoder-70b-gsm8k.jsonl", "transcripts/tora-34b-gsm8k.jsonl")) {
            for (JsonNode session : lines(file)) {
                Copied check = Copied.from(List.of(session.get("question").textValue()));
                List<CopyWarning> found = new ArrayList<>();
                for (JsonNode step : session.get("steps")) {
                    if (step.has("code")) {
                        found.addAll(check.check(step.get("code").textValue()));
                    }
                }
                sessions++;
                if (!found.isEmpty()) {
                    alarms.add(session.get("id").asText() + " " + found);
                }
            }
        }
        System.out.println("CopyCheckTest: alarms in " + alarms.size() + " of " + sessions + " sessions: " + alarms);
        assertThat(alarms.size() / (double) sessions).isLessThan(0.01);
    }

    @Test
    void findsSlipsInCopiedWords() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("CopyCheckTest.findsSlipsInCopiedWords: seed " + seed);
        Random random = new Random(seed);
        int slips = 0;
        int exactAlarms = 0;
        List<String> missed = new ArrayList<>();
        for (JsonNode line : lines("spelling/spelling.jsonl")) {
            String question = line.get("messages").get(0).get("content").textValue();
            Copied check = Copied.from(List.of(question));
            for (JsonNode part : line.get("messages").get(1).get("content")) {
                if (part.get("type").textValue().equals("python")) {
                    String code = part.get("text").textValue();
                    exactAlarms += check.check(code).isEmpty() ? 0 : 1;
                    String word = code.substring(1, code.indexOf('\'', 1));
                    for (int i = 0; i < 4 && word.length() >= 4; i++) {
                        String slip = slip(word, i, random);
                        if (!question.toLowerCase(java.util.Locale.ROOT)
                                .contains(slip.toLowerCase(java.util.Locale.ROOT))) {
                            slips++;
                            if (check.check(code.replace(word, slip)).isEmpty()) {
                                missed.add(word + ">" + slip);
                            }
                        }
                    }
                }
            }
        }
        System.out.println("CopyCheckTest: " + missed.size() + " of " + slips + " slips missed: " + missed
                + "; alarms on exact copies: " + exactAlarms);
        assertThat(missed.size() / (double) slips).isLessThan(0.05);
        assertThat(exactAlarms).isZero();
    }

    private static String slip(String word, int kind, Random random) {
        int at = random.nextInt(word.length() - 1);
        return switch (kind) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            case 2 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
        };
    }

    private static List<JsonNode> lines(String name) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("../shared/data"))) {
            folder = folder.getParent();
        }
        Assumptions.assumeTrue(folder != null, "skipped: there is no ../shared/data beside the project");
        List<JsonNode> nodes = new ArrayList<>();
        if (folder != null) {
            for (String line :
                    Files.readAllLines(folder.resolve("../shared/data").resolve(name))) {
                nodes.add(new ObjectMapper().readTree(line));
            }
        }
        return nodes;
    }
}
