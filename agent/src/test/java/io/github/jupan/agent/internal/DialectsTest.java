package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Pieces;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.agent.SharedData;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls as the chat templates of 62 models write them, as they arrive when a server does not parse them: the program
/// runs, and neither its marks nor the program are shown as text.
@Timeout(600)
class DialectsTest {

    private static final String DATA = "dialects/turns.jsonl";
    private static final String SENTENCE = "Counting is a job for code.";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Programs that hold what closes a form, and what its envelope is made of.
    private static final List<String> OTHER_PROGRAMS = List.of(
            "print('</think>')",
            "x = \"</parameter></tool_call>\"\nprint(len(x))",
            "s = '''\n```\n</code>\n```python\n'''\nprint(s.count('`'))",
            "print('}' + ']' + '{\"a\": [' + \"'\" )",
            "print([1, 2][0], {'a': 1}['a'])",
            "print('a\\nb', r'\\d+', \"tab\\t\")",
            "import re\nprint(re.sub(r'<[^>]+>', '', '<b>x</b>'))  # it's </b> \"done\"",
            "print('<|end|><|call|>[ARGS]<|im_end|>')",
            "print(\"</arg_value></argument>\")",
            "for i in range(3):\n    if i < 2 and i > 0:\n        print(f\"{i}: {'x' * i}\")",
            "print('''it's \"quoted\"''')",
            "message.count('\u1100\u1161\uD83D\uDE00')",
            "print(\"]<]minimax[>[</code>\")",
            "d = {\n  'a': 1,\n}\nprint(d)",
            "x = 'don\\'t'\nprint(x)",
            "# it's\nprint(1)");

    /// A turn of a model.
    private record Written(String template, String text, String code) {}

    @Test
    void everyTemplatesCallRunsWhetherToolsAreOfferedOrNot() throws IOException {
        long seed = new Random().nextLong();
        List<Written> turns = new ArrayList<>();
        for (JsonNode line : SharedData.lines(DATA)) {
            turns.add(new Written(
                    line.get("template").textValue(),
                    line.get("text").textValue(),
                    line.get("code").textValue()));
        }
        assertThat(turns).hasSize(124);
        System.out.println("DialectsTest: " + check(turns, seed));
    }

    @Test
    void soDoesEveryOtherProgram() throws IOException {
        long seed = new Random().nextLong();
        List<Written> turns = new ArrayList<>();
        for (JsonNode line : SharedData.lines(DATA)) {
            String code = line.get("code").textValue();
            if (!code.contains("\n")) {
                for (String program : OTHER_PROGRAMS) {
                    turns.add(new Written(
                            line.get("template").textValue(),
                            with(program, line.get("text").textValue(), code),
                            program));
                }
            }
        }
        System.out.println("DialectsTest: other programs: " + check(turns, seed));
    }

    /// The turn with another program, written as the template wrote the first.
    private static String with(String program, String text, String code) throws JsonProcessingException {
        String escaped = escaped(code);
        return text.contains(escaped) ? text.replace(escaped, escaped(program)) : text.replace(code, program);
    }

    private static String escaped(String program) throws JsonProcessingException {
        String json = JSON.writeValueAsString(program);
        return json.substring(1, json.length() - 1);
    }

    /// @return the counts, for people
    private static String check(List<Written> turns, long seed) {
        List<String> wrong = new ArrayList<>();
        StringBuilder counts = new StringBuilder();
        for (Dialect dialect : List.of(Dialect.TOOL_CALLS, Dialect.TEXT)) {
            for (String way : List.of("whole", "single characters", "random pieces")) {
                int right = 0;
                for (int i = 0; i < turns.size(); i++) {
                    Chunks chunks = switch (way) {
                        case "whole" -> Chunks.whole();
                        case "random pieces" -> Chunks.random(seed + i, 12);
                        default -> Chunks.single();
                    };
                    String complaint = complaint(turns.get(i), dialect, chunks);
                    if (complaint.isEmpty()) {
                        right++;
                    } else {
                        wrong.add(dialect + ", " + way + ", " + turns.get(i) + ": " + complaint);
                    }
                }
                counts.append("%n  %d of %d %s, %s"
                        .formatted(
                                right, turns.size(), dialect == Dialect.TEXT ? "in text" : "with tools offered", way));
            }
        }
        assertThat(wrong).as("seed %s, %s", seed, counts).isEmpty();
        return "seed " + seed + counts;
    }

    /// What is wrong with what became of a turn; empty where nothing is.
    private static String complaint(Written turn, Dialect dialect, Chunks chunks) {
        ScriptedSandbox sandbox = new ScriptedSandbox().value(turn.code(), "3");
        Recording<AgentEvent> heard = new Recording<>();
        ScriptedModel model = ScriptedModel.of(chunks, Script.say(turn.text()), Script.say("3"));
        try (Agent agent =
                        Agent.builder(model).sandbox(sandbox).dialect(dialect).build();
                Conversation conversation = agent.open()) {
            conversation.ask(Question.of("How many r's are in strawberry?"), heard::accept);
        } catch (RuntimeException | AssertionError failure) {
            return failure.toString();
        }
        List<ChatMessage> messages = model.requests().getLast().messages();
        boolean thought = turn.template().contains("gpt-oss");
        String sentence = turn.text().contains(SENTENCE) ? SENTENCE : "";
        String text = "";
        String thinking = "";
        for (AgentEvent event : heard.merged(Pieces::join)) {
            if (event instanceof AgentEvent.RunStarted) {
                break;
            }
            text += event instanceof AgentEvent.Text said ? said.text() : "";
            thinking += event instanceof AgentEvent.Thinking hm ? hm.text() : "";
        }
        if (!sandbox.ran.equals(List.of(turn.code()))) {
            return "ran " + sandbox.ran;
        }
        if (!text.strip().equals(thought ? "" : sentence) || !thinking.strip().equals(thought ? sentence : "")) {
            return "said \"" + text + "\", thought \"" + thinking + "\"";
        }
        return messages.size() == 4 && hasResult(messages, turn.code(), dialect) ? "" : "went on with " + messages;
    }

    private static boolean hasResult(List<ChatMessage> messages, String code, Dialect dialect) {
        AiMessage said = (AiMessage) messages.get(2);
        if (dialect == Dialect.TOOL_CALLS) {
            return said.toolExecutionRequests().size() == 1
                    && said.toolExecutionRequests()
                            .getFirst()
                            .arguments()
                            .equals(JSON.createObjectNode().put("code", code).toString())
                    && messages.get(3)
                            .equals(ToolExecutionResultMessage.from(
                                    said.toolExecutionRequests().getFirst(), "3"));
        }
        return said.text() != null
                && said.text().contains("```python\n" + code + "\n```")
                && messages.get(3)
                        .equals(UserMessage.from(
                                "<result run=\"1\">\n3\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "3")));
    }
}
