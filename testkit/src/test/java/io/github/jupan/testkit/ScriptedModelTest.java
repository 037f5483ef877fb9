package io.github.jupan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScriptedModelTest {

    private final Recording<Object> heard = new Recording<>();

    @Test
    void playsTextThinkingAndCallsInPieces() {
        Script turn = Script.turn().thenThink("hm").thenSay("one").thenCall("a", "python", "{}");
        try (var model = ScriptedModel.of(Chunks.single(), turn)) {
            model.chat("hello", new Handler());
        }
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("a")
                .name("python")
                .arguments("{}")
                .build();
        assertThat(heard.events())
                .containsExactly(
                        "think h",
                        "think m",
                        "o",
                        "n",
                        "e",
                        "call {",
                        "call }",
                        call,
                        AiMessage.builder()
                                .text("one")
                                .thinking("hm")
                                .toolExecutionRequests(List.of(call))
                                .build());
    }

    @Test
    void failsLoudlyOnARequestThatIsNotExpected() {
        var model = ScriptedModel.of(Script.say("x").expecting("greet", request -> false));
        assertThatThrownBy(() -> model.chat("hello", new Handler()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("request 1 should greet, but is: ");
        assertThatThrownBy(model::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsLoudlyOnARequestTooMany() {
        var model = ScriptedModel.of();
        assertThatThrownBy(() -> model.chat("hello", new Handler()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the script has 0 turns; request 1 is: ");
    }

    @Test
    void failsWhenTurnsAreLeft() {
        assertThatThrownBy(() -> ScriptedModel.of(Script.say("x")).close())
                .hasMessage("only 0 of 1 turns were asked for");
    }

    @Test
    @Timeout(600)
    void stopsWhenCancelled() {
        var model = ScriptedModel.of(Chunks.single(), Script.say("ab").then(new Script.Step.Hang()));
        model.chat("hello", new Handler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                heard.accept(partial.text());
                context.streamingHandle().cancel();
            }
        });
        assertThat(heard.events()).containsExactly("a");
        assertThat(model.cancelled(1)).isTrue();
    }

    @Test
    void joinsNeighbours() {
        Recording<String> recording = new Recording<>();
        List.of("a", "b", "!", "c").forEach(recording);
        assertThat(recording.merged((a, b) -> a == null || b == null || "!".equals(a) || "!".equals(b) ? null : a + b))
                .containsExactly("ab", "!", "c");
    }

    private class Handler implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String text) {
            heard.accept(text);
        }

        @Override
        public void onPartialThinking(PartialThinking partial) {
            heard.accept("think " + partial.text());
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial) {
            heard.accept("call " + partial.partialArguments());
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall complete) {
            heard.accept(complete.toolExecutionRequest());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            heard.accept(response.aiMessage());
        }

        @Override
        public void onError(Throwable error) {
            heard.accept(error);
        }
    }
}
