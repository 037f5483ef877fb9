package io.github.jupan.local.weights;

import java.util.regex.Pattern;

/// The name of a model's file without `.gguf`: it leads to no other folder, on any system.
final class ModelFileName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,119}");

    private ModelFileName() {}

    static boolean is(String name) {
        return FORM.matcher(name).matches();
    }

    /// @throws WeightsException when it is none
    static String check(String name) {
        if (!is(name)) {
            throw new WeightsException("\"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\" is no name of a model: it has letters, digits, dots, dashes and _ alone, at most 120");
        }
        return name;
    }
}
