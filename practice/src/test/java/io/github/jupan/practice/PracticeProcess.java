package io.github.jupan.practice;

import io.github.jupan.agent.Mode;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// A practice in a process of its own, to be killed: `FOLDER EXERCISES EPOCHS CHARS`.
final class PracticeProcess {

    private PracticeProcess() {}

    public static void main(String[] arguments) {
        Path path = Path.of(arguments[0]);
        int chars = Integer.parseInt(arguments[3]);
        PracticeFolder folder = PracticeFolder.isOne(path)
                ? PracticeFolder.read(path)
                : PracticeFolder.write(
                        path,
                        new PracticeSettings(
                                ModelSettings.of("scripted"),
                                List.of(Mode.DIRECT),
                                Integer.parseInt(arguments[2]),
                                7,
                                "number",
                                "",
                                Instant.EPOCH),
                        IntStream.range(0, Integer.parseInt(arguments[1]))
                                .mapToObj(i -> Exercise.of("e" + i, "Say " + i + ".", String.valueOf(i)))
                                .toList());
        Sandbox none = new Sandbox() {
            @Override
            public Interpreter open(Limits limits) {
                throw new AssertionError("no code runs here");
            }

            @Override
            public void close() {}
        };
        PracticeProgress end = new Practice(
                        AnsweringModel.source((request, seed) -> words(chars, seed) + "\nThe answer is "
                                + AnsweringModel.asked(request).replaceAll("\\D", "") + "."),
                        none,
                        Scorers.of("number", () -> none))
                .connections(4)
                .run(folder);
        System.out.println(end.finished() + " of " + end.total());
    }

    /// So many letters, no stretch of which comes again.
    private static String words(int chars, long seed) {
        var random = new java.util.SplittableRandom(seed);
        StringBuilder words = new StringBuilder();
        while (words.length() < chars) {
            words.append(Long.toString(random.nextLong(Long.MAX_VALUE), 36).replaceAll("\\d", ""))
                    .append(' ');
        }
        return words.toString();
    }
}
