package io.github.jupan.server;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.util.List;
import java.util.stream.Collectors;

/// Does what the first word of a question says, for clients of their own making.
final class ClientsModel implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        ScriptedModel.of(turn(request)).doChat(request, handler);
    }

    private static Script turn(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        UserMessage question = (UserMessage) messages.stream()
                .filter(message -> message instanceof UserMessage user
                        && !(user.hasSingleText() && user.singleText().startsWith("<reminder>")))
                .reduce((one, other) -> other)
                .orElseThrow();
        String result = messages.getLast() instanceof ToolExecutionResultMessage last ? last.text() : "";
        String text = question.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining(" "));
        return switch (text.split("\\W+", 2)[0]) {
            case "count" ->
                result.isEmpty()
                        ? Script.turn()
                                .thenThink("I count.")
                                .thenCall("p", "python", "{\"code\": \"n = 3\"}")
                                .ending(FinishReason.TOOL_EXECUTION)
                        : Script.say("There are " + result + ".");
            case "read" ->
                result.isEmpty()
                        ? Script.turn().thenCall("p", "python", "{\"code\": \"documents\"}")
                        : Script.say("It says " + result + ".");
            case "recall" ->
                result.isEmpty()
                        ? Script.turn().thenCall("p", "python", "{\"code\": \"n\"}")
                        : Script.say("It was " + result + ".");
            case "weather" ->
                result.isEmpty()
                        ? Script.turn()
                                .thenCall("w", "weather", "{\"city\":\"Paris\"}")
                                .ending(FinishReason.TOOL_EXECUTION)
                        : Script.say("It is " + result + ".");
            case "json" -> Script.say("{\"n\": 3}");
            case "see" ->
                Script.say(question.contents().stream()
                                .filter(ImageContent.class::isInstance)
                                .count()
                        + " image");
            case "cut" -> Script.say("One, two").ending(FinishReason.LENGTH);
            case "refuse" -> Script.say("No.").ending(FinishReason.CONTENT_FILTER);
            case "limited" -> Script.fail(new RateLimitException("slow down"));
            case "long" ->
                Script.fail(new HttpException(
                        400,
                        "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000"
                                + " tokens."));
            case "break" -> Script.say("Well").then(new Script.Step.Fail(new HttpException(500, "oh")));
            case "finish" ->
                Script.turn()
                        .thenCall("f", "final_answer", "{\"answer\":\"3\"}")
                        .ending(FinishReason.TOOL_EXECUTION);
            default -> Script.say("Hello " + messages.size() + ".");
        };
    }

    /// Serves until its input ends: for clients that are tried by hand.
    static void main() throws Exception {
        try (ServedDoor door = new ServedDoor(new ClientsModel())) {
            System.out.println(door.url());
            var _ = System.in.read();
        }
    }
}
