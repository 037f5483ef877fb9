package io.github.jupan.local.internal.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the host says to a model's process. `Load` comes once, and first.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Load.class, name = "load"),
    @JsonSubTypes.Type(value = Command.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = Command.Cancel.class, name = "cancel")
})
public sealed interface Command {

    /// @param weights the model's file
    /// @param fingerprint of the files: another file under the name of one is another model
    /// @param contextTokens the window of each question
    /// @param slots how many questions are answered at once
    /// @param adapter a LoRA adapter's file
    /// @param template a chat template in the place of the model's own
    record Load(
            String weights,
            String fingerprint,
            int contextTokens,
            int slots,
            int threads,
            @Nullable String adapter,
            @Nullable String template)
            implements Command {}

    /// @param id the host's number for this question
    /// @param maxTokens the most that the answer may have; null for what the window has room for
    /// @param schema a JSON schema that the answer must keep to
    record Ask(
            long id,
            List<Message> messages,
            @Nullable Integer maxTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer topK,
            @Nullable Double frequencyPenalty,
            @Nullable Double presencePenalty,
            @Nullable Long seed,
            List<String> stops,
            @Nullable JsonNode schema)
            implements Command {

        public Ask {
            messages = List.copyOf(messages);
            stops = List.copyOf(stops);
        }

        Ask numbered(long number) {
            return new Ask(
                    number,
                    messages,
                    maxTokens,
                    temperature,
                    topP,
                    topK,
                    frequencyPenalty,
                    presencePenalty,
                    seed,
                    stops,
                    schema);
        }
    }

    /// @param role `system`, `user` or `assistant`, as chat templates have it
    record Message(String role, String content) {}

    record Cancel(long id) implements Command {}
}
