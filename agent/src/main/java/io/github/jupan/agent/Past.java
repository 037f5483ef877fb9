package io.github.jupan.agent;

import dev.langchain4j.data.message.ChatMessage;
import io.github.jupan.sandbox.Execution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that happened in a conversation which is to be taken up again, with [Agent#resume]. A past is a list of
/// them, in the order in which they happened; runs of the model's stand between their question and its end.
public sealed interface Past {

    /// The documents that this past leaves behind, by name. Those of a question that came to nothing are not among
    /// them.
    static Map<String, String> documents(List<Past> past) {
        Map<String, String> documents = new LinkedHashMap<>();
        Map<String, String> asked = Map.of();
        for (Past each : past) {
            switch (each) {
                case Attached attached -> documents.putAll(attached.documents());
                case Asked question -> asked = question.question().documents();
                case Ended ended when ended.messages().isEmpty() -> asked = Map.of();
                case Ended _ -> documents.putAll(asked);
                case Ran _, Restarted _ -> {}
            }
        }
        return Collections.unmodifiableMap(documents);
    }

    /// Documents were attached.
    record Attached(Map<String, String> documents) implements Past {
        public Attached {
            documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        }
    }

    /// A question was asked, with its documents.
    record Asked(Question question) implements Past {}

    /// Code ran.
    ///
    /// @param execution how it ended; [Execution.Cancelled] when nobody knows
    /// @param tools names of the user's own tools that the code called
    record Ran(int run, String code, Execution execution, List<String> tools) implements Past {
        public Ran {
            tools = List.copyOf(tools);
        }
    }

    /// Python began anew: what ran before is not repeated.
    record Restarted() implements Past {}

    /// The question ended.
    ///
    /// @param messages as [Conversation#lastMessages()] gave them; none when the question came to nothing
    record Ended(List<ChatMessage> messages) implements Past {
        public Ended {
            messages = List.copyOf(messages);
        }
    }
}
