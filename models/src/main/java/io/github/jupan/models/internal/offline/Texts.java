package io.github.jupan.models.internal.offline;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.regex.Pattern;

/// All the text that a message holds.
final class Texts {

    private static final Pattern LETTER = Pattern.compile("\\X");

    private Texts() {}

    static String of(ChatMessage message) {
        StringBuilder text = new StringBuilder();
        switch (message) {
            case SystemMessage system -> text.append(system.text());
            case UserMessage user ->
                user.contents()
                        .forEach(content -> text.append(content instanceof TextContent piece ? piece.text() : ""));
            case AiMessage ai -> {
                text.append(ai.text() == null ? "" : ai.text());
                ai.toolExecutionRequests().forEach(call -> text.append(call.arguments()));
            }
            case ToolExecutionResultMessage result -> text.append(result.text());
            default -> {}
        }
        return text.toString();
    }

    /// How many letters, as people see them, a text has.
    static long letters(String text) {
        return LETTER.matcher(text).results().count();
    }
}
