package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads a request to `/v1/chat/completions`. Members that are not known are left alone, as clients send many.
///
/// @param usual what holds where a request does not say
/// @param headers the HTTP request's, by name
public record QueryReader(SessionOptions usual, HandedOut handedOut, Function<String, Optional<String>> headers) {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// What changes an answer and cannot be done here.
    private static final List<String> UNSUPPORTED = List.of(
            "audio", "functions", "function_call", "logit_bias", "web_search_options", "prediction", "moderation");

    public Query read(Fields request) {
        refuseUnsupported(request);
        Optional<String> chosen = request.text("model").filter(name -> !name.isBlank() && !name.equals(Query.USUAL));
        Tools tools = Tools.of(request);
        Optional<ResponseFormat> format = Tools.format(request);
        Optional<String> session = setting(request, "session", "X-Jupan-Session");
        List<ChatMessage> messages = Messages.of(request, handedOut);
        session.ifPresent(name -> checkSession(name, request, tools, format, messages));
        return new Query(
                options(request, chosen),
                chosen,
                session,
                messages,
                parameters(request, tools, format),
                place(request));
    }

    private static void refuseUnsupported(Fields request) {
        if (request.integer("n").orElse(1L) != 1) {
            throw ApiException.unsupported("n", "only one answer can be had at a time: n must be 1");
        }
        if (request.flag("logprobs") || request.integer("top_logprobs").orElse(0L) > 0) {
            throw ApiException.unsupported("logprobs", "the probabilities of tokens are not known");
        }
        request.value("modalities")
                .filter(all -> all.isArray() && all.valueStream().anyMatch(QueryReader::isNoText))
                .ifPresent(all -> {
                    throw ApiException.unsupported("modalities", "answers are text alone");
                });
        for (String name : UNSUPPORTED) {
            if (request.value(name)
                    .filter(value -> !value.isContainerNode() || !value.isEmpty())
                    .isPresent()) {
                throw ApiException.unsupported(name, name + " is not taken");
            }
        }
    }

    private static boolean isNoText(JsonNode modality) {
        return !modality.asText().equals("text");
    }

    private Optional<String> setting(Fields request, String name, String header) {
        return request.object("metadata")
                .flatMap(metadata -> metadata.text(name))
                .or(() -> headers.apply(header));
    }

    private static void checkSession(
            String name, Fields request, Tools tools, Optional<ResponseFormat> format, List<ChatMessage> messages) {
        if (!SESSION.matcher(name).matches()) {
            throw ApiException.wrong(
                    "metadata.session", "a session's name has up to 64 letters, digits, dots, hyphens and underscores");
        }
        if (!tools.specifications().isEmpty()) {
            throw ApiException.unsupported(
                    "tools", "in a session the tools are the server's; leave out tools, or the session");
        }
        if (format.isPresent()) {
            throw ApiException.unsupported(
                    request.path("response_format"), "in a session an answer is text; leave out response_format");
        }
        if (!(messages.getLast() instanceof UserMessage)) {
            throw ApiException.wrong("messages", "in a session the last message is the question, and the user's");
        }
    }

    private SessionOptions options(Fields request, Optional<String> chosen) {
        Settings given = new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                request.integer("seed"),
                Optional.empty(),
                request.text("reasoning_effort"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SessionOptions(
                chosen.or(usual::model), usual.mode(), usual.limits(), given.orElse(usual.settings()));
    }

    private static ChatRequestParameters parameters(Fields request, Tools tools, Optional<ResponseFormat> format) {
        DefaultChatRequestParameters.Builder<?> parameters = ChatRequestParameters.builder()
                .toolSpecifications(tools.specifications())
                .toolChoice(tools.choice())
                .responseFormat(format.orElse(null))
                .stopSequences(stop(request));
        request.number("temperature", 0, 2).ifPresent(parameters::temperature);
        request.number("top_p", 0, 1).ifPresent(parameters::topP);
        request.count("top_k").ifPresent(parameters::topK);
        request.number("frequency_penalty", -2, 2).filter(value -> value != 0).ifPresent(parameters::frequencyPenalty);
        request.number("presence_penalty", -2, 2).filter(value -> value != 0).ifPresent(parameters::presencePenalty);
        request.count("max_completion_tokens")
                .or(() -> request.count("max_tokens"))
                .ifPresent(parameters::maxOutputTokens);
        return parameters.build();
    }

    private static List<String> stop(Fields request) {
        Optional<JsonNode> given = request.value("stop");
        if (given.isEmpty()) {
            return List.of();
        }
        JsonNode stop = given.get();
        List<JsonNode> all = stop.isArray() ? stop.valueStream().toList() : List.of(stop);
        if (!all.stream().allMatch(JsonNode::isTextual)) {
            throw ApiException.wrong("stop", "stop must be a string or a list of strings");
        }
        return all.stream()
                .map(JsonNode::textValue)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private Query.Place place(Fields request) {
        String word = setting(request, "code", "X-Jupan-Code").orElse("reasoning");
        try {
            return Query.Place.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ApiException.wrong("metadata.code", "code is shown as reasoning, text or none, not " + word);
        }
    }
}
