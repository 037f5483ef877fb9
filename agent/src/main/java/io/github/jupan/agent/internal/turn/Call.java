package io.github.jupan.agent.internal.turn;

import java.util.List;

/// Something that a model asks for in its turn.
public sealed interface Call {

    /// Unique among the calls of a conversation.
    String id();

    /// How it was written.
    Origin origin();

    /// How a model asks for something.
    enum Origin {
        /// As the provider's own tool call.
        TOOL_CALL,
        /// In its text.
        TEXT,
        /// In its text, and nothing but the end of the turn closed it: where the program was meant to end is a guess.
        UNCLOSED_TEXT
    }

    /// A program for Python.
    ///
    /// @param run its number, counted from 1 in the conversation
    /// @param readings the program, and after it what else the model may have meant; none where its call held none
    record Python(String id, int run, List<String> readings, Origin origin) implements Call {
        public Python {
            readings = List.copyOf(readings);
        }
    }

    /// A call of any other tool, whether there is one of that name or not.
    ///
    /// @param argumentsJson a JSON object wherever the model's arguments can be read as one
    record Tool(String id, String name, String argumentsJson, Origin origin) implements Call {}
}
