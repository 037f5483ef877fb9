package io.github.jupan.sandbox.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MiddleCutTest {

    private static final Pattern NOTE = Pattern.compile("\n\\[\\.\\.\\. (\\d+) characters left out \\.\\.\\.]\n");

    @Test
    void keepsAShortTextAsItIs() {
        assertThat(MiddleCut.cut("abc", "", 3, 256)).isEqualTo("abc");
        assertThat(streamed("가".repeat(64), 256, 7)).isEqualTo("가".repeat(64));
    }

    /// Whatever the pieces: both ends are there, whole characters only, and the note counts what is not.
    @Test
    void cutsOnlyTheMiddleAndCountsIt() {
        long seed = System.nanoTime();
        System.out.println("MiddleCutTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int[] alphabet = {'a', 'é', '가', 0x1F40B, '\n'};
            int length = random.nextInt(1500);
            String text = random.ints(length, 0, alphabet.length)
                    .map(i -> alphabet[i])
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int room = 256 + random.nextInt(300);
            String cut = streamed(text, room, 1 + random.nextInt(200));
            assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(room);
            Matcher note = NOTE.matcher(cut);
            if (note.find()) {
                assertThat(text).startsWith(cut.substring(0, note.start())).endsWith(cut.substring(note.end()));
                int kept = cut.codePointCount(0, note.start()) + cut.codePointCount(note.end(), cut.length());
                assertThat(Integer.parseInt(note.group(1)) + kept).isEqualTo(length);
            } else {
                assertThat(cut).isEqualTo(text);
            }
        }
    }

    @Test
    void outputThatIsNoTextIsBoundedAndSaidToBeCut() {
        for (int piece : new int[] {1, 7, 1_000, 100_000}) {
            MiddleCut cut = new MiddleCut(256);
            byte[] bytes = new byte[100_000];
            Arrays.fill(bytes, (byte) 0x80);
            int kept = 0;
            for (int from = 0; from < bytes.length; from += piece) {
                kept += cut.accept(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
            }
            byte[] end = cut.end();
            assertThat(kept + end.length).isBetween(128, 256);
            assertThat(new String(end, StandardCharsets.ISO_8859_1))
                    .containsPattern("\\[\\.\\.\\. 99\\d{3} bytes left out");
        }
    }

    @Test
    void cutsATextOfWhichOnlyTheEndsAreHere() {
        int ends = MiddleCut.charactersPerEnd(256);
        String cut = MiddleCut.cut("가".repeat(ends), "나".repeat(ends), 1_000_000, 256);
        Matcher note = NOTE.matcher(cut);
        assertThat(note.find()).isTrue();
        int kept = cut.length() - note.group().length();
        assertThat(Integer.parseInt(note.group(1)) + kept).isEqualTo(1_000_000);
        assertThat(cut).startsWith("가").endsWith("나");
    }

    private static String streamed(String text, int room, int piece) {
        MiddleCut cut = new MiddleCut(room);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
            kept.write(part, 0, cut.accept(part));
        }
        kept.writeBytes(cut.end());
        return kept.toString(StandardCharsets.UTF_8);
    }
}
