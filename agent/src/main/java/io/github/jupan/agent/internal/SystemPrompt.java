package io.github.jupan.agent.internal;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts the system message of a question together.
public final class SystemPrompt {

    private static final int PREVIEW = 60;

    private SystemPrompt() {}

    /// @param code what code means for this question
    /// @param functions one line for each function of the user's own
    /// @param added what the agent, the question or a request adds; blank where nothing is added
    static String of(
            Mode mode,
            Code code,
            Dialect dialect,
            List<String> functions,
            Map<String, String> documents,
            String added) {
        List<String> parts = new ArrayList<>();
        if (code == Code.NOT_AVAILABLE) {
            parts.add(mode == Mode.DIRECT ? Prompt.DIRECT.text() : Prompt.THINK.text());
            parts.add(Prompt.NO_CODE.text());
        } else {
            parts.add(Prompt.CODE.text());
            parts.add(dialect == Dialect.TEXT ? Prompt.CODE_IN_TEXT.text() : Prompt.CODE_BY_TOOL.text());
            if (!functions.isEmpty()) {
                parts.add(Prompt.FUNCTIONS.with("functions", String.join("\n", functions)));
            }
            if (code == Code.REQUIRED) {
                parts.add(Prompt.CODE_REQUIRED.text());
            }
        }
        if (!documents.isEmpty()) {
            List<String> lines = new ArrayList<>();
            documents.forEach((name, text) -> lines.add(document(name, text)));
            parts.add(Prompt.DOCUMENTS.with("documents", String.join("\n", lines)));
        }
        if (!added.isBlank()) {
            parts.add(added.strip());
        }
        return String.join("\n\n", parts);
    }

    /// Characters are code points, as Python's `len` counts them.
    private static String document(String name, String text) {
        int characters = text.codePointCount(0, text.length());
        String preview = text.substring(0, text.offsetByCodePoints(0, Math.min(PREVIEW, characters)));
        return "- documents[" + quoted(name) + "]: " + characters + " characters, begins " + quoted(preview);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /// What code means for a question.
    public enum Code {
        NOT_AVAILABLE,
        AVAILABLE,
        REQUIRED;

        public static Code of(String question, Mode mode) {
            return UseCode.isWished(question) ? REQUIRED : mode == Mode.CODE ? AVAILABLE : NOT_AVAILABLE;
        }
    }
}
