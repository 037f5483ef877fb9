package io.github.jupan.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.jupan.cli.PractisedFolder;
import io.github.jupan.cli.Program;
import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.ranking.Comparison;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.Ranking;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankCommandTest {

    @TempDir
    private Path path;

    private PracticeFolder folder;

    @BeforeEach
    void practise() {
        folder = PractisedFolder.write(path, 2);
    }

    /// What stands on the screen while these keys are pressed.
    private String typed(String keys, int most) throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        // Without signals from the beginning: the keys are there before the session can say so.
        try (Terminal terminal = new ExternalTerminal(
                        null,
                        "test",
                        "dumb",
                        new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                        screen,
                        StandardCharsets.UTF_8,
                        Terminal.SignalHandler.SIG_DFL,
                        false,
                        new Attributes(),
                        Size.of(80, 24));
                Ranking ranking = Ranking.open(folder, "person", 7)) {
            RankSession.compare(ranking, terminal, Set.of(), most);
        }
        return screen.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private List<Comparison> compared() {
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            return ranking.compared();
        }
    }

    @Test
    void keysCompareSkipUndoAndQuit() throws IOException {
        List<Pair> order;
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            order = ranking.remaining();
        }
        String screen = typed("aBtsuux \u001b[B\u001b[Abq", 100);
        assertThat(compared())
                .extracting(Comparison::pair, Comparison::verdict)
                .containsExactly(
                        tuple(order.get(0), Verdict.FIRST),
                        tuple(order.get(1), Verdict.SECOND),
                        tuple(order.get(2), Verdict.SECOND));
        assertThat(screen)
                .contains("pair 1 of 56")
                .contains("pair 5 of 56")
                .contains("taken back")
                .contains("no such key")
                .doesNotContain("scripted:model")
                .doesNotContain("the system prompt");
    }

    @Test
    void goesOnAndEndsWhereItIsToldTo() throws IOException {
        assertThat(typed("aaaaaa", 3)).contains("pair 3 of 56").doesNotContain("pair 4 of 56");
        assertThat(typed("bq", 3)).contains("pair 4 of 56");
        assertThat(compared())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.FIRST, Verdict.FIRST, Verdict.FIRST, Verdict.SECOND);
    }

    @Test
    void theEndOfTheKeysQuits() throws IOException {
        typed("t", 100);
        typed("\u0003a", 100);
        assertThat(compared()).extracting(Comparison::verdict).containsExactly(Verdict.TIE);
    }

    @Test
    void theTwoStandBesideEachOtherAsWideAsTheScreenIs() {
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            Pair pair = ranking.next().orElseThrow();
            PairScreen screen = new PairScreen(
                    ranking.exercise(pair).question(),
                    ranking.attempt(pair.first()),
                    ranking.attempt(pair.second()),
                    "pair 1 of 56",
                    "");
            for (int columns : new int[] {20, 40, 59, 60, 61, 80, 133}) {
                for (int rows : new int[] {1, 8, 24, 60}) {
                    List<String> lines = new ArrayList<>();
                    screen.frame(new Screen.Size(columns, rows), 3).rows().forEach(row -> {
                        StringBuilder line = new StringBuilder();
                        row.forEach(part -> line.append(part.text()));
                        lines.add(line.toString());
                    });
                    assertThat(lines).allMatch(line -> TextColumn.cells(line) <= columns, "at most " + columns);
                    if (rows > 20) {
                        assertThat(lines).hasSize(rows);
                        assertThat(lines).anyMatch(line -> line.startsWith("How many r's"));
                    }
                    if (columns >= 60 && rows == 60) {
                        assertThat(lines)
                                .anyMatch(line -> line.startsWith("│ 'strawberry'.count('r')"))
                                .anyMatch(line -> line.contains(" │ │ 'strawberry'.count('r')"));
                    }
                }
            }
        }
    }

    @Test
    void oneScrollsNoFurtherThanThereIsSomething() {
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            Pair pair = ranking.next().orElseThrow();
            PairScreen screen = new PairScreen(
                    "?", ranking.attempt(pair.first()), ranking.attempt(pair.second()), "pair 1 of 56", "");
            Screen.Size size = new Screen.Size(60, 8);
            PairScreen.Frame end = screen.frame(size, 1_000);
            assertThat(end.from()).isPositive();
            assertThat(screen.frame(size, end.from() + 1).from()).isEqualTo(end.from());
            assertThat(screen.frame(size, -5).from()).isZero();
            assertThat(end.rows().toString()).contains("There are");
        }
    }

    @Test
    void rewardsNeedNobody() throws IOException {
        Program.Result result = new Program().run("rank", path.toString(), "--by", "rewards");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.outLines())
                .containsExactly(
                        "30 of 56 pairs compared: 30 preferred, 0 tied, 0 skipped",
                        "written to " + path.resolve("preferences.jsonl"));
        assertThat(Files.readAllLines(path.resolve("preferences.jsonl"))).hasSize(30);
        assertThat(new Program()
                        .run("rank", path.toString(), "--by", "rewards")
                        .outLines()
                        .getFirst())
                .startsWith("30 of 56");
    }

    @Test
    void aJudgeIsAskedInBothOrders() {
        String stream = """
            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hm.\\nA"}}]}

            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;
        try (LocalServer server =
                new LocalServer(Answer.status(200, stream, Map.of("Content-Type", "text/event-stream")))) {
            Program.Result result = new Program()
                    .with("OPENAI_API_KEY", "key")
                    .run(
                            "rank",
                            path.toString(),
                            "--judge",
                            "openai:m",
                            "--base-url",
                            server.uri("/v1").toString(),
                            "--limit",
                            "3");
            assertThat(result.err()).isEmpty();
            assertThat(result.outLines().getFirst())
                    .isEqualTo("3 of 56 pairs compared: 0 preferred, 3 tied, 0 skipped");
            assertThat(server.turns()).hasSize(6);
        }
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        wrong("ranking needs a terminal; without one: --by rewards, or --judge MODEL", path.toString());
        wrong("--by and --judge exclude each other", path.toString(), "--by", "rewards", "--judge", "offline");
        wrong("--limit must be at least 1, not 0", path.toString(), "--by", "rewards", "--limit", "0");
        wrong(
                path.resolve("x") + " is no practice folder: it has no settings.json",
                path.resolve("x").toString());
        wrong("--by takes rewards, not beauty; see jupan rank --help", path.toString(), "--by", "beauty");
    }

    private static void wrong(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("rank"));
        all.addAll(List.of(arguments));
        assertThat(new Program().run(all.toArray(String[]::new)))
                .isEqualTo(new Program.Result(2, "", "jupan: " + message + "\n"));
    }
}
