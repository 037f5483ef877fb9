package io.github.jupan.cli;

import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.util.Map;

/// A loopback server that speaks OpenAI's protocol, and says "seven" to everything.
public final class OpenAiServer {

    /// How a stream ends.
    public static final String END = """
        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]

        """;

    private OpenAiServer() {}

    public static LocalServer open() {
        return saying(piece("seven") + END);
    }

    /// One that says how many tokens it read and wrote.
    public static LocalServer counting(int read, int written) {
        String usage = """
            data: {"id":"1","model":"m","choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}

            """.formatted(read, written, read + written);
        return saying(piece("seven") + END.replace("data: [DONE]", usage + "data: [DONE]"));
    }

    private static LocalServer saying(String stream) {
        return new LocalServer(Answer.status(200, stream, Map.of("Content-Type", "text/event-stream")));
    }

    /// A part of an answer's text, which needs no escapes.
    public static String piece(String text) {
        return """
            data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"%s"}}]}

            """.formatted(text);
    }
}
