package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.sandbox.Execution;
import org.jspecify.annotations.Nullable;

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
    static String result(Execution execution) {
        StringBuilder result = new StringBuilder();
        add(result, execution.output().stdout());
        add(result, execution.output().stderr());
        switch (execution) {
            case Execution.Completed completed -> add(result, completed.value());
            case Execution.Raised raised -> add(result, raised.error().traceback());
            case Execution.LimitHit hit -> add(result, hit.detail());
            case Execution.Cancelled _ -> result.append("cancelled");
        }
        return result.isEmpty() ? "(no output)" : result.toString();
    }

    private static void add(StringBuilder result, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            result.append(text);
            if (!text.endsWith("\n")) {
                result.append('\n');
            }
        }
    }
}
