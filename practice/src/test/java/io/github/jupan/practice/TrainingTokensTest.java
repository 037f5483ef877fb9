package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Piece.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `train/attempts.py` takes from a practice folder for a trainer; with a tokenizer of a token a letter.
final class TrainingTokensTest {

    private static final String PROGRAM = """
        import pathlib, random, re, sys
        from types import SimpleNamespace
        sys.path.insert(0, sys.argv[1])
        from attempts import IGNORED, accepted, messages, tokens

        class Letters:
            def apply_chat_template(self, chat, tokenize, add_generation_prompt=False):
                written = "".join(f"[{each['role']}]{each['content']}[end]\\n" for each in chat)
                return written + "[assistant]" * add_generation_prompt
            def __call__(self, text, add_special_tokens):
                return SimpleNamespace(input_ids=[ord(letter) for letter in text])

        kept, made = accepted([pathlib.Path(folder) for folder in sys.argv[2:]], 2, random.Random(7))
        print(made, len(kept))
        for attempt in kept:
            ids, labels = tokens(Letters(), messages(attempt["pieces"]))
            assert len(ids) == len(labels) and all(label in (IGNORED, id) for id, label in zip(ids, labels))
            own = "".join("·" if label == IGNORED else chr(label) for label in labels)
            print(re.sub("·+", "…", own).replace("\\n", "|"))
            print("".join(map(chr, ids)).replace("\\n", "|"))
        """;

    @TempDir
    private Path folder;

    @Test
    void countTheModelsOwnWordsAlone() throws Exception {
        write(
                "one",
                attempt(
                        1,
                        1,
                        new Piece(Kind.TEXT, 1, "Look:\n"),
                        new Piece(Kind.CODE, 1, "1 + 2\n"),
                        new Piece(Kind.RESULT, 1, "3\u2028"),
                        new Piece(Kind.TEXT, 2, "3.")));
        assertThat(taken("one"))
                .containsExactly(
                        "1 1",
                        "…Look:|```python|1 + 2|```[end]…3.[end]",
                        "[system]s[end]|[user]q[end]|[assistant]Look:|```python|1 + 2|```[end]|"
                                + "[user]3\u2028[end]|[assistant]3.[end]");
    }

    @Test
    void leaveOutATurnThatHadToBeTakenAgain() throws Exception {
        write(
                "one",
                attempt(
                        1,
                        1,
                        new Piece(Kind.TEXT, 1, "I am not"),
                        new Piece(Kind.REMINDER, 1, "Shorter."),
                        new Piece(Kind.TEXT, 2, "3")));
        assertThat(taken("one").get(1)).isEqualTo("…3[end]");
    }

    @Test
    void areThoseOfRightAttemptsInDifferentWords() throws Exception {
        write(
                "one",
                attempt(1, 1, new Piece(Kind.TEXT, 1, "3")),
                attempt(2, 0, new Piece(Kind.TEXT, 1, "4")),
                attempt(3, 1, new Piece(Kind.TEXT, 1, "3")));
        write("two", attempt(1, 1, new Piece(Kind.TEXT, 1, "three")));
        assertThat(taken("one", "two").getFirst()).isEqualTo("4 2");
    }

    private static Attempt attempt(int epoch, double reward, Piece... model) {
        Attempt.Key key = new Attempt.Key("one", Mode.CODE, epoch);
        Rollout rollout = new Rollout(
                key.seed(7),
                Rollout.ANSWERED,
                "3",
                Stream.concat(
                                Stream.of(new Piece(Kind.SYSTEM, 0, "s"), new Piece(Kind.QUESTION, 0, "q")),
                                Stream.of(model))
                        .toList(),
                List.of(),
                List.of(),
                new Usage(1, 1, true),
                Instant.EPOCH,
                Duration.ZERO,
                Duration.ofMillis(1));
        return new Attempt(key, ModelSettings.of("scripted"), rollout, new Score(reward, "3", ""));
    }

    private void write(String name, Attempt... attempts) {
        PracticeFolder practice = PracticeFolder.write(
                folder.resolve(name),
                new PracticeSettings(ModelSettings.of("scripted"), List.of(Mode.CODE), 3, 7, "number", "", Instant.EPOCH),
                List.of(Exercise.of("one", "q", "3")));
        try (AttemptLog log = AttemptLog.open(practice)) {
            List.of(attempts).forEach(log::add);
        }
    }

    private List<String> taken(String... folders) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Files.writeString(folder.resolve("take.py"), PROGRAM).toString(),
                Path.of("train").toAbsolutePath().toString()));
        List.of(folders).forEach(each -> command.add(folder.resolve(each).toString()));
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONIOENCODING", "utf-8"));
            process = builder.start();
        } catch (IOException missing) {
            assumeTrue(false, "there is no python3");
            throw missing;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return List.of(out.split("\n"));
    }
}
