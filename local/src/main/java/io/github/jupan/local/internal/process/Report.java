package io.github.jupan.local.internal.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What a model's process says to the host. A question gets its pieces and then one `Done` or one `Refused`; a
/// cancelled one may get a few pieces more and nothing else.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Report.Loaded.class, name = "loaded"),
    @JsonSubTypes.Type(value = Report.NotLoaded.class, name = "notLoaded"),
    @JsonSubTypes.Type(value = Report.Piece.class, name = "piece"),
    @JsonSubTypes.Type(value = Report.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Report.Refused.class, name = "refused")
})
public sealed interface Report {

    record Loaded() implements Report {}

    /// The process ends after it. Why, llama.cpp has said on standard error.
    record NotLoaded(String words) implements Report {}

    /// What a question gets.
    sealed interface Answer extends Report {

        long id();
    }

    /// A piece of the answer's text, usually a token.
    record Piece(long id, String text) implements Answer {}

    /// @param inputTokens of the whole prompt, whatever of it was in the cache
    record Done(long id, End end, int inputTokens, int outputTokens) implements Answer {}

    enum End {
        STOP,
        LENGTH
    }

    /// The request cannot be answered as it is.
    record Refused(long id, Reason reason, String words) implements Answer {}

    enum Reason {
        TOO_LONG,
        INVALID
    }
}
