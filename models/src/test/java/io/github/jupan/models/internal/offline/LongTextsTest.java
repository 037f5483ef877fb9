package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import io.github.jupan.models.internal.offline.Asking.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a question or a result repeats, and however often, there is a reply.
class LongTextsTest {

    private static final int LENGTH = 19_000;

    private static String repeated(String piece) {
        return piece.repeat(LENGTH / piece.length());
    }

    static List<String> questions() {
        return List.of(
                "What is \"" + "(".repeat(LENGTH / 2) + "1" + ")".repeat(LENGTH / 2) + "\"?",
                "Calculate: " + "(".repeat(LENGTH / 2) + "1" + ")".repeat(LENGTH / 2),
                "Calculate: " + "|".repeat(LENGTH),
                "Calculate: 1" + repeated("+1"),
                "Calculate: one" + repeated(" hundred"),
                "Calculate: " + repeated("plus "),
                "Calculate: " + repeated("더하기 "),
                "What is the sum of: 1" + repeated(",2"),
                "What is the sum of: 1" + repeated(",234"),
                "How many vowels are in \"" + repeated("a.") + "\"" + repeated("!"),
                "How many words are in this sentence: " + repeated("a b. "));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionMayBeLong(String question) {
        assertThat(Planner.reply(Asking.messages(Case.of(question)))).isNotNull();
    }

    @Test
    void aResultMayBeLong() {
        for (String result : List.of(
                repeated("a."),
                "a" + repeated(".A") + "Error: x",
                repeated("1\n"),
                "Traceback (most recent call last)\n" + repeated("a."))) {
            for (String question :
                    List.of("How many r's are in strawberry?", "Which letter of \"strawberry\" is a capital letter?")) {
                List<ChatMessage> messages = new ArrayList<>(Asking.messages(Case.of(question)));
                messages.add(AiMessage.from("…"));
                messages.add(ToolExecutionResultMessage.from("1", "python", result));
                assertThat(Planner.reply(messages)).isNotNull();
            }
        }
    }

    @Test
    void aDocumentsNameMayBeLong() {
        String name = "a".repeat(20_000);
        List<ChatMessage> messages =
                new ArrayList<>(Asking.messages(new Case(List.of(), "How many words are in it?", Map.of(name, "a b"))));
        assertThat(Dialogue.of(messages).documents()).containsExactly("\"" + name + "\"");
        messages.set(0, SystemMessage.from("- documents[\"" + "\\\"".repeat(20_000) + "\"]: 1 character"));
        assertThat(Dialogue.of(messages).documents()).hasSize(1);
    }
}
