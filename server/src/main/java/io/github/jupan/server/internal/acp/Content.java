package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.fasterxml.jackson.databind.JsonNode;

/// Pieces of content. A type is null where the SDK writes it by itself: it would be there twice.
final class Content {

    private Content() {}

    static AcpSchema.ContentBlock text(String text) {
        return new AcpSchema.TextContent(null, text, null, null);
    }

    static AcpSchema.ToolCallContent paragraph(String text) {
        return new AcpSchema.ToolCallContentBlock(null, text(text));
    }

    /// Text that is shown as it is: an editor reads Markdown, and no text can close its fence.
    static AcpSchema.ToolCallContent fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return paragraph(fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence);
    }

    /// What a run gave, as a person reads it.
    ///
    /// @param run the event `run`
    static String result(JsonNode run) {
        StringBuilder result = new StringBuilder();
        add(result, run.path("stdout"));
        add(result, run.path("stderr"));
        add(result, run.path("value"));
        add(result, run.path("error").path("traceback"));
        switch (run.path("status").asText()) {
            case "limit" -> add(result, run.path("detail"));
            case "cancelled" -> result.append("cancelled");
            default -> {}
        }
        return result.isEmpty() ? "(no output)" : result.toString();
    }

    private static void add(StringBuilder result, JsonNode text) {
        if (text.isTextual() && !text.asText().isEmpty()) {
            result.append(text.asText());
            if (!text.asText().endsWith("\n")) {
                result.append('\n');
            }
        }
    }
}
