package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.internal.Wire.Command;
import io.github.jupan.sandbox.internal.Wire.Frame;
import io.github.jupan.sandbox.internal.Wire.WireException;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/// Bindings as frames. Texts of any length follow their announcement in parts:
///
/// `BIND kind name count (text | coder length)*`, then the parts of each announced text.
final class BindingWire {

    private static final int TEXT = 0;
    private static final int TEXT_LIST = 1;
    private static final int TEXT_MAP = 2;
    private static final int FUNCTION = 3;

    private BindingWire() {}

    /// Where frames go.
    interface Sink {
        void send(byte[] frame) throws IOException;
    }

    static void write(String name, Binding binding, Sink sink) throws IOException {
        switch (binding) {
            case Binding.Text(String value) -> writeTexts(TEXT, name, List.of(), List.of(value), sink);
            case Binding.TextList(List<String> values) -> writeTexts(TEXT_LIST, name, List.of(), values, sink);
            case Binding.TextMap(Map<String, String> values) ->
                writeTexts(TEXT_MAP, name, values.keySet(), values.values(), sink);
            case Binding.Function(List<String> parameters, String documentation, HostFunction _) -> {
                Payload payload = Payload.of(Command.BIND).small(FUNCTION).text(name);
                payload.text(documentation).number(parameters.size());
                parameters.forEach(payload::text);
                sink.send(payload.frame());
            }
        }
    }

    private static void writeTexts(int kind, String name, Collection<String> keys, Collection<String> texts, Sink sink)
            throws IOException {
        Payload payload = Payload.of(Command.BIND).small(kind).text(name).number(keys.size());
        keys.forEach(payload::text);
        payload.number(texts.size());
        Queue<Coder> coders = new ArrayDeque<>();
        for (String text : texts) {
            Coder coder = Coder.of(text);
            coders.add(coder);
            payload.small(coder.bytesPerChar()).number(text.length());
        }
        sink.send(payload.frame());
        for (String text : texts) {
            Coder coder = coders.remove();
            int step = Wire.TEXT_PART_BYTES / coder.bytesPerChar();
            for (int from = 0; from < text.length(); from += step) {
                sink.send(Payload.frame(Command.PART, coder.encode(text, from, Math.min(text.length(), from + step))));
            }
        }
    }

    /// A binding under its name.
    record Named(String name, Binding binding) {}

    /// @param in the announcement
    /// @param frames where the parts follow
    /// @param call stands for the host's function of that name
    static Named read(DataInputStream in, DataInputStream frames, Function<String, HostFunction> call)
            throws IOException {
        int kind = in.readUnsignedByte();
        String name = Payload.readText(in);
        if (kind == FUNCTION) {
            String documentation = Payload.readText(in);
            return new Named(name, new Binding.Function(readKeys(in), documentation, call.apply(name)));
        }
        List<String> keys = readKeys(in);
        List<String> texts = readTexts(in, frames);
        return switch (kind) {
            case TEXT -> new Named(name, new Binding.Text(only(texts)));
            case TEXT_LIST -> new Named(name, new Binding.TextList(texts));
            case TEXT_MAP -> new Named(name, new Binding.TextMap(zip(keys, texts)));
            default -> throw new WireException("a binding of kind " + kind);
        };
    }

    private static List<String> readKeys(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(Payload.readText(in));
        }
        return keys;
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

    private static Map<String, String> zip(List<String> keys, List<String> texts) throws WireException {
        if (keys.size() != texts.size()) {
            throw new WireException(keys.size() + " keys for " + texts.size() + " texts");
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), texts.get(i));
        }
        return map;
    }
}
