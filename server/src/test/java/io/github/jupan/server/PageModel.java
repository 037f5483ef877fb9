package io.github.jupan.server;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.models.Tokens;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Plays scripts: a question in a mode has its turns, however many are asked at once.
final class PageModel implements StreamingChatModel, ModelSource {

    /// As who started the server said.
    private static final Settings STARTED = new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.of(0.25),
            Optional.empty(),
            Optional.empty(),
            Optional.of(3_000),
            Optional.of("low"),
            Optional.of(9),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Map<String, List<Script>> scripts = new ConcurrentHashMap<>();

    PageModel answering(String question, Mode mode, Script... turns) {
        scripts.put(mode + question, List.of(turns));
        return this;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        List<ChatMessage> messages = request.messages();
        int asked = messages.size() - 1;
        while (!(messages.get(asked) instanceof UserMessage)) {
            asked--;
        }
        long ran = messages.subList(asked, messages.size()).stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .count();
        String question =
                mode(((SystemMessage) messages.getFirst()).text()) + ((UserMessage) messages.get(asked)).singleText();
        List<Script> turns = scripts.entrySet().stream()
                .filter(each -> question.startsWith(each.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no script for " + question))
                .getValue();
        ScriptedModel.of(Chunks.random(1, 40), turns.get((int) ran)).doChat(request, handler);
    }

    @Override
    public SessionOptions usual() {
        return new SessionOptions(Optional.empty(), Mode.CODE, Limits.DEFAULT, STARTED);
    }

    @Override
    public Optional<Price> price(String model) {
        return Optional.of(new Price(new BigDecimal("2"), new BigDecimal("10"), "USD"));
    }

    private static Mode mode(String prompt) {
        return prompt.contains("questions at once")
                ? Mode.DIRECT
                : prompt.contains("Code is not available") ? Mode.THINK : Mode.CODE;
    }

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        if (name.equals(Optional.of("none"))) {
            throw new RequestException(RequestException.Kind.MODEL, "there is no model none; choose another");
        }
        return new Opened(name.orElse("scripted:small"), this, Dialect.AUTO);
    }

    @Override
    public List<Listing> list() {
        return List.of(
                new Listing("scripted:NAME", true, "it is here"),
                new Listing("other:NAME", false, "OTHER_KEY is not set"));
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        return Tokens.split(text, Tokens.Encoding.CL100K_BASE).stream()
                .map(token -> new TokenPiece(token.id(), token.text(), token.display()))
                .toList();
    }
}
