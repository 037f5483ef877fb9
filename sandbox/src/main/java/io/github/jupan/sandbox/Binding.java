package io.github.jupan.sandbox;

import io.github.jupan.sandbox.internal.PythonName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a guest variable is bound to. Texts arrive exactly as they are: any Unicode, control characters, any length
/// up to [Limits#boundBytes()].
public sealed interface Binding {

    /// Whether Python takes this as the name of a variable: an identifier in the form NFKC, and no keyword.
    static boolean isName(String name) {
        return PythonName.isOne(name);
    }

    /// A Python `str`.
    record Text(String value) implements Binding {}

    /// A Python `list` of `str`.
    record TextList(List<String> values) implements Binding {
        public TextList {
            values = List.copyOf(values);
        }
    }

    /// A Python `dict` from `str` to `str`, in the map's order.
    record TextMap(Map<String, String> values) implements Binding {
        public TextMap {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /// A Python function. Arguments are passed by position or by name.
    ///
    /// @param parameters the names of the parameters, in order
    /// @param documentation the function's docstring
    record Function(List<String> parameters, String documentation, HostFunction function) implements Binding {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }
}
