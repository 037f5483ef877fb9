package io.github.jupan.agent.internal;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// A model as one request wants it: every turn has the request's parameters and options.
final class RequestModel implements StreamingChatModel {

    private final StreamingChatModel model;
    private final ChatRequestParameters parameters;
    private final ChatRequestOptions options;

    /// @param usual what holds where the request does not say
    RequestModel(
            StreamingChatModel model,
            ChatRequestParameters usual,
            ChatRequestParameters parameters,
            ChatRequestOptions options) {
        this.model = model;
        this.parameters = parameters.defaultedBy(usual);
        this.options = options;
    }

    @Override
    public void chat(ChatRequest turn, StreamingChatResponseHandler handler) {
        if (turn.toolSpecifications().isEmpty()) {
            checkText();
        }
        ChatRequest request = ChatRequest.builder()
                .messages(turn.messages())
                .parameters(parameters.overrideWith(turn.parameters()))
                .build();
        if (options.equals(ChatRequestOptions.EMPTY)) {
            // Models that wrap others may know this one alone.
            model.chat(request, handler);
        } else {
            model.chat(request, options, handler);
        }
    }

    /// Where code stands in the text, the text cannot be held to a form, and calls are not heard.
    private void checkText() {
        if (!parameters.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException("the model takes no tools, and the request brings some");
        }
        ResponseFormat format = parameters.responseFormat();
        if (format != null && format.type() == ResponseFormatType.JSON) {
            throw new UnsupportedFeatureException(
                    "a model that writes its code into its text cannot be held to JSON; ask for JSON in words");
        }
    }
}
