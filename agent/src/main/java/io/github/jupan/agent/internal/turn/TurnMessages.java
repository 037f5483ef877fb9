package io.github.jupan.agent.internal.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Dialect;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.tools.PythonTool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a turn and the results of its calls are in the transcript: a message with tool calls and one for each result
/// where tools are offered; else a message with a fenced block for each call and one with all results. Whatever form
/// the model wrote its calls in, this is the one that it sees of them.
public final class TurnMessages {

    private static final JsonMapper JSON = new JsonMapper();

    /// A call that was answered.
    ///
    /// @param program what ran; empty for another tool's call, and where nothing could run
    /// @param result written for the model
    /// @param reminder what the model is told besides; may be empty
    public record Done(Call call, String program, String result, String reminder) {

        public Done(Call call, String program, String result) {
            this(call, program, result, "");
        }

        public Done with(String reminder) {
            return new Done(call, program, result, reminder);
        }
    }

    private TurnMessages() {}

    /// @param handedOut calls that whoever asked answers himself
    public static List<ChatMessage> of(Dialect dialect, Turn turn, List<Done> done, List<Call.Tool> handedOut) {
        return dialect == Dialect.TEXT ? inText(turn, done) : asCalls(turn, done, handedOut);
    }

    /// A turn without calls.
    ///
    /// @param dialect in text a result that the model made up is quoted, so that it is not mistaken for one later
    public static AiMessage said(Dialect dialect, Turn turn) {
        if (turn.said().isBlank()) {
            return AiMessage.from(Prompt.SAID_NOTHING.text());
        }
        String text = dialect == Dialect.TEXT ? Quoting.framed(turn.said()) : turn.said();
        return turn.message().toBuilder()
                .text(text)
                .toolExecutionRequests(List.of())
                .build();
    }

    /// What the model is told, with a text of a run's or the user's in it that must not be taken for a mark.
    public static String reminder(Prompt reminder, String place, String text) {
        return reminder.with(place, Quoting.framed(text));
    }

    private static List<ChatMessage> asCalls(Turn turn, List<Done> done, List<Call.Tool> handedOut) {
        List<ToolExecutionRequest> requests = new ArrayList<>();
        List<ChatMessage> results = new ArrayList<>();
        for (Done each : done) {
            ToolExecutionRequest request = request(each);
            requests.add(request);
            String quoted = Quoting.alone(each.result());
            results.add(ToolExecutionResultMessage.from(
                    request, quoted + explained(each.result(), quoted) + behind(each.reminder())));
        }
        handedOut.forEach(call -> requests.add(request(call)));
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(turn.message().toBuilder()
                .text(turn.said().isEmpty() ? null : turn.said())
                .toolExecutionRequests(requests)
                .build());
        messages.addAll(results);
        return messages;
    }

    private static ToolExecutionRequest request(Done done) {
        return switch (done.call()) {
            case Call.Tool tool -> request(tool);
            case Call.Python python ->
                ToolExecutionRequest.builder()
                        .id(python.id())
                        .name(PythonTool.NAME)
                        .arguments(JSON.createObjectNode()
                                .put("code", done.program())
                                .toString())
                        .build();
        };
    }

    private static ToolExecutionRequest request(Call.Tool tool) {
        return ToolExecutionRequest.builder()
                .id(tool.id())
                .name(tool.name())
                .arguments(tool.argumentsJson())
                .build();
    }

    private static List<ChatMessage> inText(Turn turn, List<Done> done) {
        String blocks = done.stream()
                .map(each -> fence(
                        each.call() instanceof Call.Tool tool
                                ? python(tool.name(), tool.argumentsJson())
                                : each.program()))
                .collect(Collectors.joining("\n"));
        String results = done.stream().map(TurnMessages::result).collect(Collectors.joining("\n"));
        return List.of(AiMessage.from(withBlocks(turn.said(), blocks)), UserMessage.from(results));
    }

    private static String withBlocks(String said, String blocks) {
        String text = Quoting.framed(said);
        return text.isEmpty() || text.endsWith("\n") ? text + blocks : text + "\n" + blocks;
    }

    private static String result(Done done) {
        String quoted = Quoting.framed(done.result());
        String run = done.call() instanceof Call.Python python ? " run=\"" + python.run() + "\"" : "";
        String unclosed = done.call() instanceof Call.Python python && python.origin() == Call.Origin.UNCLOSED_TEXT
                ? "\n" + Prompt.REMINDER_UNCLOSED.text()
                : "";
        return "<result" + run + ">\n" + quoted + "\n</result>" + explained(done.result(), quoted) + unclosed
                + behind(done.reminder());
    }

    private static String behind(String reminder) {
        return reminder.isEmpty() ? "" : "\n" + reminder;
    }

    private static String explained(String result, String quoted) {
        return quoted.equals(result) ? "" : "\n" + Prompt.REMINDER_QUOTED.text();
    }

    private static String fence(String program) {
        String marks = "```";
        while (program.contains(marks)) {
            marks += "`";
        }
        return marks + "python\n" + program + "\n" + marks;
    }

    /// A transcript for a model that is spoken to in text, but was offered tools before.
    static List<ChatMessage> inText(List<ChatMessage> transcript) {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < transcript.size(); i++) {
            if (!(transcript.get(i) instanceof AiMessage said && said.hasToolExecutionRequests())) {
                messages.add(transcript.get(i));
                continue;
            }
            String blocks = said.toolExecutionRequests().stream()
                    .map(call -> fence(program(call)))
                    .collect(Collectors.joining("\n"));
            messages.add(AiMessage.from(withBlocks(said.text() == null ? "" : said.text(), blocks)));
            List<String> results = new ArrayList<>();
            while (i + 1 < transcript.size() && transcript.get(i + 1) instanceof ToolExecutionResultMessage result) {
                results.add(shown(result.text()));
                i++;
            }
            if (!results.isEmpty()) {
                messages.add(UserMessage.from(String.join("\n", results)));
            }
        }
        return messages;
    }

    /// What the model was told besides stands behind a result, not in it.
    private static String shown(String result) {
        int end = Stream.of(Prompt.REMINDER_QUOTED, Prompt.REMINDER_SAME)
                .mapToInt(reminder -> result.lastIndexOf("\n" + reminder.text()))
                .filter(at -> at >= 0)
                .min()
                .orElse(result.length());
        return "<result>\n" + Quoting.framed(result.substring(0, end)) + "\n</result>" + result.substring(end);
    }

    private static String program(ToolExecutionRequest call) {
        return call.name().equals(PythonTool.NAME)
                ? PythonTool.code(call.arguments()).orElse("")
                : python(call.name(), call.arguments());
    }

    /// A call of another tool as Python would make it, where it is a function.
    private static String python(String name, String argumentsJson) {
        List<String> arguments = new ArrayList<>();
        try {
            JSON.readTree(argumentsJson)
                    .properties()
                    .forEach(each -> arguments.add(each.getKey() + "=" + literal(each.getValue())));
        } catch (JsonProcessingException broken) {
            arguments.add(TextNode.valueOf(argumentsJson).toString());
        }
        return name + "(" + String.join(", ", arguments) + ")";
    }

    private static String literal(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "None";
            case ARRAY -> value.valueStream().map(TurnMessages::literal).collect(Collectors.joining(", ", "[", "]"));
            case OBJECT ->
                value.propertyStream()
                        .map(each -> TextNode.valueOf(each.getKey()) + ": " + literal(each.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case BINARY, NUMBER, POJO, STRING -> value.toString();
        };
    }
}
