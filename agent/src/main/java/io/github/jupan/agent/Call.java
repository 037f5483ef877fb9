package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.prompts.Prompt;

/// Something a model asks for in its turn, and the form in which it gets the result.
sealed interface Call {

    /// The message that carries the result back. Nothing in the result can be taken for a marker.
    ChatMessage reply(String result);

    /// What closed a block.
    enum Closing {
        AS_MEANT,
        /// No closing marker: where the code was meant to end is a guess.
        END_OF_TURN
    }

    /// A marked block in the text.
    record Block(int run, String code, Closing closing) implements Call {
        @Override
        public ChatMessage reply(String result) {
            String quoted = Quoting.framed(result);
            String unclosed = closing == Closing.END_OF_TURN ? "\n" + Prompt.REMINDER_UNCLOSED.text() : "";
            return UserMessage.from(
                    "<result run=\"" + run + "\">\n" + quoted + "\n</result>" + explained(result, quoted) + unclosed);
        }
    }

    /// A call of the tool `python`.
    record Python(int run, ToolExecutionRequest request) implements Call {
        @Override
        public ChatMessage reply(String result) {
            return toolResult(request, result);
        }
    }

    /// A call of any other tool, whether there is one of that name or not.
    record Tool(ToolExecutionRequest request) implements Call {
        @Override
        public ChatMessage reply(String result) {
            return toolResult(request, result);
        }
    }

    private static ChatMessage toolResult(ToolExecutionRequest request, String result) {
        String quoted = Quoting.alone(result);
        return ToolExecutionResultMessage.from(request, quoted + explained(result, quoted));
    }

    private static String explained(String result, String quoted) {
        return quoted.equals(result) ? "" : "\n" + Prompt.REMINDER_QUOTED.text();
    }
}
