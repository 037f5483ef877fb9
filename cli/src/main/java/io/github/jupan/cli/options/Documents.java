package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.sandbox.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads texts to attach to a question: UTF-8, every byte kept, or refused with the reason.
public final class Documents {

    private static final long LIMIT = Limits.DEFAULT.boundBytes();

    private final PrintStream notes;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private long bytes;

    /// @param notes hears of anything a reader of the text should know
    public Documents(PrintStream notes) {
        this.notes = notes;
    }

    public Map<String, String> texts() {
        return new LinkedHashMap<>(texts);
    }

    public Documents addAll(List<String> files) {
        files.forEach(this::add);
        return this;
    }

    /// Adds a file under its own name, or under its whole path when that name is taken.
    public String add(String file) {
        String shortName;
        try {
            shortName = String.valueOf(Path.of(file).getFileName());
        } catch (InvalidPathException invalid) {
            throw new UsageException(file + " is not a file name");
        }
        String name = texts.containsKey(shortName) ? file : shortName;
        if (texts.containsKey(name)) {
            throw new UsageException(file + " is attached twice; name it once");
        }
        try (InputStream in = open(file)) {
            put(name, file, in);
        } catch (IOException unreadable) {
            throw new UsageException("cannot read " + file + ": " + reason(unreadable));
        }
        return name;
    }

    /// Takes one away again.
    ///
    /// @return whether it was there
    public boolean remove(String name) {
        return texts.remove(name) != null;
    }

    /// Adds what is read from a stream; a stream with nothing in it is no document.
    public void add(String name, InputStream in) throws IOException {
        put(name, name, in);
        if (texts.getOrDefault(name, "").isEmpty()) {
            texts.remove(name);
        }
    }

    private static InputStream open(String file) throws IOException {
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new UsageException(file + " is a folder; name the files in it");
        }
        return Files.newInputStream(path);
    }

    private void put(String name, String shown, InputStream in) throws IOException {
        byte[] content = in.readNBytes((int) (LIMIT - bytes + 1));
        if (bytes + content.length > LIMIT) {
            throw new UsageException(
                    shown + " is too large: the documents of a question may have " + (LIMIT >> 20) + " MB together");
        }
        bytes += content.length;
        String text = decode(shown, content);
        if (text.startsWith("\ufeff")) {
            notes.println("jupan: " + shown + " begins with a byte order mark; it is kept as the first character");
        }
        texts.put(name, text);
    }

    private static String decode(String shown, byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer characters = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(bytes, characters, true);
        if (result.isError()) {
            throw new UsageException(shown + " is not UTF-8: " + offence(content, bytes.position()));
        }
        return characters.flip().toString();
    }

    private static String offence(byte[] content, int offset) {
        boolean utf16 = content.length > 1
                && ((content[0] == (byte) 0xff && content[1] == (byte) 0xfe)
                        || (content[0] == (byte) 0xfe && content[1] == (byte) 0xff));
        return utf16
                ? "it begins as UTF-16 does; convert it with iconv -f UTF-16 -t UTF-8"
                : "byte 0x%02x at offset %d is invalid; convert it with iconv -f ENCODING -t UTF-8"
                        .formatted(content[offset] & 0xff, offset);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
