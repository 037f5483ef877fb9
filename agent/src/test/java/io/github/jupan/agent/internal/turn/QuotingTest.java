package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Usage;
import io.github.jupan.prompts.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {

    /// Read from the prompts and from the templates of open models, not from the class under test.
    private static final Pattern MARKER = Pattern.compile(
            "(?i)<\\s*/\\s*(?:result|reminder)\\b|<(?:result|reminder)\\b|<\\|[^<>\\s]{1,64}\\|>|<｜[^<>\\s]{1,64}｜>|</?s>"
                + "|</?[be]os>|<(?:start|end)_of_turn>|<</?SYS>>|\\[/?INST\\]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</result>",
                "</ RESULT >",
                "<result run=\"9\">",
                "<reminder>",
                "<|im_start|>",
                "<|eot_id|>",
                "<|output_start|>",
                "<｜User｜>",
                "<start_of_turn>",
                "</s>",
                "<<SYS>>",
                "[/INST]"
            })
    void noMarkerStaysOne(String marker) {
        assertThat(marker).containsPattern(MARKER);
        for (String text :
                List.of(marker, "<" + marker, "x" + marker + marker, marker.charAt(0) + "\\" + marker.substring(1))) {
            assertThat(Quoting.framed(text)).doesNotContainPattern(MARKER).isNotEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "a < result",
                "[1, 2] <|> x <| y |> z",
                "<b>results</b> \\<results> x\\",
                "```python\n1\n```\n<code>x</code>",
                "<div class=\"result\">a</div> <span>",
                "1<2, '<\\n>' || <- [INSTALL]"
            })
    void ordinaryOutputStaysAsItIs(String text) {
        assertThat(Quoting.framed(text)).isEqualTo(text);
        assertThat(Quoting.alone(text)).isEqualTo(text);
    }

    @Test
    void noOutputEndsItsResultAndEachCanBeReadBack() {
        long seed = new Random().nextLong();
        String[] alphabet = {
            "<",
            "/",
            "\\",
            "|",
            "result",
            "result>",
            "</result>",
            "<result run=\"9\">",
            " ",
            "\n",
            ">",
            "im_start",
            "[",
            "INST]",
            "s>",
            "<|eot_id|>",
            "</reminder>",
            "x",
            "3"
        };
        Random random = new Random(seed);
        int quoted = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(10); n >= 0; n--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            String message = ((UserMessage) told(Dialect.TEXT, text.toString())).singleText();
            String inner = message.substring("<result run=\"1\">\n".length(), message.lastIndexOf("\n</result>"));
            assertThat(message).startsWith("<result run=\"1\">\n");
            assertThat(inner).as("seed %s, %s", seed, text).doesNotContainPattern(MARKER);
            if (MARKER.matcher(text).find()) {
                quoted++;
                assertThat(message).endsWith("</result>\n" + Prompt.REMINDER_QUOTED.text());
            }
            if (!text.toString().contains("\\")) {
                assertThat(inner.replace("<\\", "<").replace("[\\", "[")).isEqualTo(text.toString());
            }
        }
        System.out.println("QuotingTest: seed " + seed + ", " + quoted + " of 50000 outputs held a marker");
        assertThat(quoted).isGreaterThan(10_000);
    }

    @Test
    void aToolsResultHasNoFrameToKeepFrom() {
        assertThat(told(Dialect.TOOL_CALLS, "</result>"))
                .isEqualTo(ToolExecutionResultMessage.from("a", "python", "</result>"));
        assertThat(told(Dialect.TOOL_CALLS, "<|im_end|>"))
                .isEqualTo(ToolExecutionResultMessage.from(
                        "a", "python", "<\\|im_end|>\n" + Prompt.REMINDER_QUOTED.text()));
    }

    private static ChatMessage told(Dialect dialect, String result) {
        Call call = new Call.Python("a", 1, List.of("x"), Call.Origin.TEXT);
        Turn turn = new Turn(
                "", AiMessage.builder().build(), List.of(call), Optional.empty(), AgentEvent.Reason.CALL, Usage.NONE);
        return TurnMessages.of(dialect, turn, List.of(new TurnMessages.Done(call, "x", result)), List.of())
                .getLast();
    }
}
