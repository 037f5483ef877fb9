package io.github.jupan.tools;

import io.github.jupan.sandbox.Cancellation;
import java.util.List;

/// The copy check of a conversation that nobody cancels.
record Copied(CopyCheck check) {

    static Copied from(List<String> conversation) {
        CopyCheck check = new CopyCheck();
        check.take(conversation, new Cancellation());
        return new Copied(check);
    }

    List<CopyWarning> check(String code) {
        return check.check(code, List.of(), new Cancellation());
    }
}
