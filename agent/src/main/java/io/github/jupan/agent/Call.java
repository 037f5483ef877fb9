package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;

/// Something a model asks for in its turn, and the form in which it gets the result.
sealed interface Call {

    /// The message that carries the result back.
    ChatMessage reply(String result);

    /// A marked block in the text.
    record Block(int run, String code) implements Call {
        @Override
        public ChatMessage reply(String result) {
            String kept = result.replace("</result", "<\\/result");
            return UserMessage.from("<result run=\"" + run + "\">\n" + kept + "\n</result>");
        }
    }

    /// A call of the tool `python`.
    record Python(int run, ToolExecutionRequest request) implements Call {
        @Override
        public ChatMessage reply(String result) {
            return ToolExecutionResultMessage.from(request, result);
        }
    }

    /// A call of any other tool, whether there is one of that name or not.
    record Tool(ToolExecutionRequest request) implements Call {
        @Override
        public ChatMessage reply(String result) {
            return ToolExecutionResultMessage.from(request, result);
        }
    }
}
