package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {

    @Test
    void ubiquitousIsThreeTokens() {
        assertThat(Tokens.split("ubiquitous"))
                .extracting(Token::toString)
                .containsExactly("392:ub", "5118:iqu", "50855:itous");
        assertThat(Tokens.split("ubiquitous", Tokens.Encoding.O200K_BASE))
                .extracting(Token::toString)
                .containsExactly("431:ub", "8966:iqu", "278:it", "784:ous");
    }

    @ParameterizedTest
    @EnumSource
    void joinedBytesAreTheTextsAndIdsDecodeToIt(Tokens.Encoding encoding) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        var jtokkit = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.valueOf(encoding.name()));
        for (int i = 0; i < 300; i++) {
            String text = random.ints(random.nextInt(60), 0, 8)
                    .map(kind -> point(random, kind))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            List<Token> tokens = Tokens.split(text, encoding);
            assertThat(joined(tokens)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            IntArrayList ids = new IntArrayList();
            tokens.forEach(token -> ids.add(token.id()));
            assertThat(jtokkit.decode(ids)).isEqualTo(text);
        }
    }

    @Test
    void aTokenMayBeAPartOfACharacter() {
        List<Token> tokens = Tokens.split("𒀀");
        assertThat(joined(tokens)).isEqualTo("𒀀".getBytes(StandardCharsets.UTF_8));
        assertThat(tokens)
                .hasSizeGreaterThan(1)
                .allSatisfy(token -> assertThat(token.text()).isEmpty());
        assertThat(String.join("", tokens.stream().map(Token::display).toList()))
                .isEqualTo("\\xF0\\x92\\x80\\x80");
    }

    @ParameterizedTest
    @EnumSource
    void aLoneSurrogateCountsAsAQuestionMark(Tokens.Encoding encoding) {
        assertThat(joined(Tokens.split("a\ud800b", encoding))).isEqualTo("a?b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void controlCharactersAreShownAndSpecialTokensArePlainText() {
        assertThat(String.join(
                        "",
                        Tokens.split("a\n\t\u001b").stream().map(Token::display).toList()))
                .isEqualTo("a\\n\\t\\x1B");
        assertThat(Tokens.split("<|endoftext|>")).hasSizeGreaterThan(1);
        assertThat(Tokens.split("")).isEmpty();
    }

    private static int point(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(0x80);
            case 1 -> ' ';
            case 2 -> 0xac00 + random.nextInt(11_172);
            case 3 -> 0x10000 + random.nextInt(0x100000);
            case 4 -> 0x1100 + random.nextInt(0x80);
            case 5 -> random.nextInt(0xd800);
            default -> 'a' + random.nextInt(26);
        };
    }

    private static byte[] joined(List<Token> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tokens.forEach(token -> bytes.writeBytes(token.bytes()));
        return bytes.toByteArray();
    }
}
