package io.github.jupan.tools.internal.repair;

import java.util.ArrayList;
import java.util.List;

/// A session copied from an interactive interpreter: prompts before the code, and what it printed between.
public final class Prompts {

    private Prompts() {}

    public static List<String> removed(String code) {
        if (!code.stripLeading().startsWith(">>>")) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String line : code.lines().toList()) {
            String prompt = line.stripLeading();
            if (prompt.startsWith(">>>") || prompt.startsWith("...")) {
                String rest = prompt.substring(3);
                lines.add(rest.startsWith(" ") ? rest.substring(1) : rest);
            }
        }
        return List.of(String.join("\n", lines));
    }
}
