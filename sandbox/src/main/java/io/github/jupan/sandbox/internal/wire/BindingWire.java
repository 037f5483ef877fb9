package io.github.jupan.sandbox.internal.wire;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Bindings as frames. Texts of any length follow their announcement in parts:
///
/// `BIND kind name count (coder length)*`, then the parts of each announced text; a map's are its keys, then its
/// values.
public final class BindingWire {

    private static final int TEXT = 0;
    private static final int TEXT_LIST = 1;
    private static final int TEXT_MAP = 2;
    private static final int FUNCTION = 3;

    private BindingWire() {}

    /// Where frames go.
    public interface Sink {
        void send(byte[] frame) throws IOException;
    }

    public static void write(String name, Bound bound, Sink sink) throws IOException {
        switch (bound.binding()) {
            case Binding.Text _ -> writeTexts(TEXT, name, bound.texts(), sink);
            case Binding.TextList _ -> writeTexts(TEXT_LIST, name, bound.texts(), sink);
            case Binding.TextMap _ -> writeTexts(TEXT_MAP, name, bound.texts(), sink);
            case Binding.Function(List<String> parameters, String documentation, HostFunction _) -> {
                Payload payload = Payload.of(Command.BIND).small(FUNCTION).text(name);
                payload.text(documentation).number(parameters.size());
                parameters.forEach(payload::text);
                sink.send(payload.frame());
            }
        }
    }

    private static void writeTexts(int kind, String name, List<SizedText> texts, Sink sink) throws IOException {
        Payload payload = Payload.of(Command.BIND).small(kind).text(name).number(texts.size());
        for (SizedText text : texts) {
            payload.small(text.coder().bytesPerChar()).number(text.text().length());
        }
        sink.send(payload.frame());
        for (SizedText text : texts) {
            int chars = text.text().length();
            int step = Wire.TEXT_PART_BYTES / text.coder().bytesPerChar();
            for (int from = 0; from < chars; from += step) {
                sink.send(Payload.part(text, from, Math.min(chars, from + step)));
            }
        }
    }

    /// A binding under its name.
    public record Named(String name, Binding binding) {}

    /// @param in the announcement
    /// @param frames where the parts follow
    /// @param call stands for the host's function of that name
    public static Named read(DataInputStream in, DataInputStream frames, Function<String, HostFunction> call)
            throws IOException {
        int kind = in.readUnsignedByte();
        String name = Payload.readText(in);
        if (kind == FUNCTION) {
            String documentation = Payload.readText(in);
            return new Named(name, new Binding.Function(readParameters(in), documentation, call.apply(name)));
        }
        List<String> texts = readTexts(in, frames);
        return switch (kind) {
            case TEXT -> new Named(name, new Binding.Text(only(texts)));
            case TEXT_LIST -> new Named(name, new Binding.TextList(texts));
            case TEXT_MAP -> new Named(name, new Binding.TextMap(map(texts)));
            default -> throw new WireException("a binding of kind " + kind);
        };
    }

    private static List<String> readParameters(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(Payload.readText(in));
        }
        return parameters;
    }

    private static List<String> readTexts(DataInputStream in, DataInputStream frames) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Coder coder = Coder.ofWidth(in.readUnsignedByte());
            texts.add(readText(coder, in.readInt(), frames));
        }
        return texts;
    }

    /// Makes room for a text once its first part is there: an announcement alone costs nothing.
    private static String readText(Coder coder, int chars, DataInputStream frames) throws IOException {
        if (chars < 0 || chars > Integer.MAX_VALUE / 4) {
            throw new WireException("a text of " + chars + " characters");
        }
        if (chars == 0) {
            return "";
        }
        Frame first = Wire.read(frames);
        byte[] bytes = new byte[chars * coder.bytesPerChar()];
        int filled = first.copyPart(bytes);
        while (filled < bytes.length) {
            filled += Wire.readPart(frames, bytes, filled);
        }
        return coder.decode(bytes);
    }

    private static String only(List<String> texts) throws WireException {
        if (texts.size() != 1) {
            throw new WireException(texts.size() + " texts for one variable");
        }
        return texts.getFirst();
    }

    /// @param texts keys, then values
    private static Map<String, String> map(List<String> texts) throws WireException {
        if (texts.size() % 2 != 0) {
            throw new WireException(texts.size() + " texts for keys and values");
        }
        int size = texts.size() / 2;
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(texts.get(i), texts.get(size + i));
        }
        return map;
    }
}
