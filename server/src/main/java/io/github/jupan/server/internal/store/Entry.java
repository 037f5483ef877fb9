package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.ChatMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that happened in a session, as it is kept.
public sealed interface Entry {

    /// What a listener heard, as `docs/events.md` has it.
    default Optional<ObjectNode> event() {
        return Optional.empty();
    }

    /// Where the last question stands that came to an end; -1 when there is none.
    static int lastEnded(List<Entry> entries) {
        int last = -1;
        int asked = -1;
        for (int i = 0; i < entries.size(); i++) {
            switch (entries.get(i)) {
                case Asked _ -> asked = i;
                case Ended ended when !ended.messages().isEmpty() -> last = asked;
                case Ended _, Heard _, Failed _, Restarted _, Attached _ -> {}
            }
        }
        return last;
    }

    /// A question, with its documents.
    record Asked(ObjectNode json, Map<String, String> documents) implements Entry {
        public Asked {
            documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        }

        @Override
        public Optional<ObjectNode> event() {
            return Optional.of(json);
        }
    }

    /// Any event between a question and its end, or of a run of the client's own.
    record Heard(ObjectNode json) implements Entry {
        @Override
        public Optional<ObjectNode> event() {
            return Optional.of(json);
        }
    }

    /// The question's end, with what it added to the model's transcript.
    record Ended(ObjectNode json, List<ChatMessage> messages) implements Entry {
        public Ended {
            messages = List.copyOf(messages);
        }

        @Override
        public Optional<ObjectNode> event() {
            return Optional.of(json);
        }
    }

    /// The question came to nothing.
    record Failed() implements Entry {}

    /// Python began anew.
    record Restarted() implements Entry {}

    /// Documents were attached.
    record Attached(Map<String, String> documents) implements Entry {
        public Attached {
            documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        }
    }
}
