package io.github.jupan.sandbox.internal.wire;

import io.github.jupan.sandbox.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// A binding and the texts of it, in the order in which they travel: a map's keys, then its values.
public record Bound(Binding binding, List<SizedText> texts) {

    public static Bound of(Binding binding) {
        return new Bound(binding, texts(binding).stream().map(SizedText::of).toList());
    }

    private static List<String> texts(Binding binding) {
        return switch (binding) {
            case Binding.Text text -> List.of(text.value());
            case Binding.TextList list -> list.values();
            case Binding.TextMap map -> {
                List<String> all = new ArrayList<>(map.values().keySet());
                all.addAll(map.values().values());
                yield all;
            }
            case Binding.Function _ -> List.of();
        };
    }

    public long utf8Bytes() {
        return sum(SizedText::utf8Bytes);
    }

    public long memoryBytes() {
        return sum(SizedText::memoryBytes);
    }

    private long sum(ToLongFunction<SizedText> bytes) {
        return texts.stream().mapToLong(bytes).sum();
    }
}
