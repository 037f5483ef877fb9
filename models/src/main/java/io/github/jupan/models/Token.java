package io.github.jupan.models;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// One token of a text. Tokens are cut from UTF-8 bytes, so a token may hold only a part of a character.
public final class Token {

    private final int id;
    private final byte[] bytes;

    Token(int id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /// Its number in the encoding.
    public int id() {
        return id;
    }

    /// Its bytes, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Its text, when the bytes are whole characters.
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// Its text as it can be shown on one line: control characters as `\n`, `\t` or `\x1B`, parts of a character as
    /// their bytes, `\xEC\x98`.
    public String display() {
        return text().map(Token::escaped).orElseGet(() -> hex(bytes));
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    String character = Character.toString(point);
                    shown.append(
                            Character.isISOControl(point)
                                    ? hex(character.getBytes(StandardCharsets.UTF_8))
                                    : character);
                }
            }
        });
        return shown.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().withPrefix("\\x").formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.id == id && Arrays.equals(token.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return id + ":" + display();
    }
}
