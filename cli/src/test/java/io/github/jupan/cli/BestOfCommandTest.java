package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.practice.ranking.HeldOut;
import io.github.jupan.practice.ranking.RewardFile;
import io.github.jupan.practice.ranking.RewardModel;
import io.github.jupan.practice.ranking.RewardModel.Weight;
import io.github.jupan.testkit.LocalServer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestOfCommandTest {

    private static final String QUESTION = "How many r's are in strawberry?";

    @TempDir
    private Path folder;

    @Test
    void theChosenAnswerIsShownAsIfItHadBeenTheOnlyOne() {
        Program.Result once = new Program().run("ask", "--model", "offline", QUESTION);
        Program.Result often = new Program().run("ask", "--model", "offline", "--best-of", "3", QUESTION);
        assertThat(often.exit()).isZero();
        assertThat(often.out()).isEqualTo(once.out());
        assertThat(often.err().replaceAll("[\\d,]+ tokens in, \\d+ out", "N tokens in, M out"))
                .isEqualTo("  1 of 3: 3 ✓\n  2 of 3: 3 ✓\n" + once.err()
                        + "chosen by vote: 2 of 2 answers are 3; 2 of 3 attempts: the others could not change it"
                        + " · N tokens in, M out\n");
        assertThat(new Program().run("ask", "-q", "--model", "offline", "--best-of", "3", QUESTION))
                .isEqualTo(new Program.Result(0, once.outLines().getLast() + "\n", ""));
    }

    @Test
    void eachAttemptHasItsSeedAndTheTemperatureIsOne() {
        try (LocalServer server = OpenAiServer.open()) {
            Program.Result result = new Program()
                    .with("OPENAI_API_KEY", "key")
                    .run(
                            "ask",
                            "--json",
                            "--model",
                            "openai:m",
                            "--base-url",
                            server.uri("/v1").toString(),
                            "--best-of",
                            "4",
                            "--by",
                            "computed",
                            "Say a number.");
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.outLines().getFirst()).contains("\"type\":\"asked\"");
            assertThat(result.outLines().getLast()).contains("\"type\":\"end\"");
            assertThat(result.err())
                    .contains("4 of 4: seven")
                    .contains("chosen for its computed numbers: 0, and 4 of 4");
            assertThat(server.turns())
                    .extracting(each -> each.body().replaceAll("(?s).*\"seed\"\\s*:\\s*(\\d+).*", "$1"))
                    .hasSize(4)
                    .doesNotHaveDuplicates()
                    .allMatch(seed -> seed.matches("\\d+"));
            assertThat(server.turns())
                    .allMatch(each -> each.body().matches("(?s).*\"temperature\"\\s*:\\s*1\\.0\\b.*"));
        }
    }

    @Test
    void aRewardIsRefusedOrStoppedEarly() {
        Path file = folder.resolve("reward.json");
        List<Weight> weights = List.of(new Weight("runs", 1, 1, List.of()));
        RewardFile.write(
                new RewardModel(weights, new HeldOut(100, 90), Set.of("a"), "person", 1, OptionalInt.of(2)), file);
        Program.Result stopped =
                new Program().run("ask", "--model", "offline", "--best-of", "5", "--by", "reward:" + file, QUESTION);
        assertThat(stopped.exit()).isZero();
        assertThat(stopped.err())
                .contains("chosen by " + file + ": +0.00 above the mean of 2 answers; of 5 no more were made:"
                        + " beyond 2 truth fell");
        RewardFile.write(
                new RewardModel(weights, new HeldOut(100, 50), Set.of("a"), "person", 1, OptionalInt.of(2)), file);
        assertThat(wrong("--best-of", "5", "--by", "reward:" + file))
                .startsWith("jupan: " + file + " is not shown to be better than chance");
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        assertThat(wrong("--by", "vote"))
                .isEqualTo("jupan: --by chooses of several answers: say of how many with --best-of N\n");
        assertThat(wrong("--best-of", "2", "--by", "beauty"))
                .isEqualTo("jupan: --by takes vote, computed or reward:FILE, not beauty\n");
        assertThat(wrong("--best-of", "none")).isEqualTo("jupan: --best-of takes a whole number, not none\n");
        assertThat(wrong("--best-of", "0")).isEqualTo("jupan: --best-of must be at least 1, not 0\n");
    }

    private static String wrong(String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "ask";
        all[1] = "--model";
        all[2] = "offline";
        System.arraycopy(options, 0, all, 3, options.length);
        all[all.length - 1] = QUESTION;
        Program.Result result = new Program().run(all);
        assertThat(result.exit()).isEqualTo(2);
        return result.err();
    }
}
