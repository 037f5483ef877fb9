package io.github.jupan.cli;

import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.util.Map;

/// A loopback server that speaks OpenAI's protocol, and says "seven" to everything.
public final class OpenAiServer {

    private static final String STREAM = """
        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"seven"}}]}

        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]

        """;

    private OpenAiServer() {}

    public static LocalServer open() {
        return new LocalServer(Answer.status(200, STREAM, Map.of("Content-Type", "text/event-stream")));
    }
}
