package io.github.jupan.tools;

import java.util.Collection;
import java.util.List;

/// Finds literals in code that are almost, but not quite, a piece of the conversation.
public final class CopyCheck {

    private CopyCheck() {}

    public static CopyCheck of(Collection<String> conversation) {
        return new CopyCheck();
    }

    public List<CopyWarning> check(String code) {
        return List.of();
    }
}
