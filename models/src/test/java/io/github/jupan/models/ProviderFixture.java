package io.github.jupan.models;

import java.util.Map;

/// One provider as tests speak for it: small bodies in its own form.
record ProviderFixture(
        String name, String basePath, String keyVariable, String keyHeader, String text, String call, String more) {

    static final ProviderFixture OPENAI =
            new ProviderFixture("openai:m", "/v1", "OPENAI_API_KEY", "Authorization: Bearer secret-key", """
                data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"one "}}]}

                data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"둘 𝒳"},"finish_reason":"stop"}]}

                data: {"id":"1","model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                data: [DONE]

                """, """
                    data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"python","arguments":"{\\"code\\":"}}]}}]}

                    data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"1+1\\"}"}}]},"finish_reason":"tool_calls"}]}

                    data: [DONE]

                    """, """
                    data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"x"}}]}

                    """);

    static final ProviderFixture MISTRAL = new ProviderFixture(
            "mistral:m", "/v1", "MISTRAL_API_KEY", "Authorization: Bearer secret-key", """
                data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"one "},"finish_reason":null}]}

                data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"둘 𝒳"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                data: [DONE]

                """, """
                    data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"","tool_calls":[{"id":"c1","function":{"name":"python","arguments":"{\\"code\\":\\"1+1\\"}"},"index":0}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                    data: [DONE]

                    """, """
                    data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}]}

                    """);

    static final ProviderFixture ANTHROPIC =
            new ProviderFixture("anthropic:m", "/v1", "ANTHROPIC_API_KEY", "X-api-key: secret-key", """
                event: message_start
                data: {"type":"message_start","message":{"model":"m","id":"1","type":"message","role":"assistant","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"one "}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"둘 𝒳"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

                event: message_stop
                data: {"type":"message_stop"}

                """, """
                    event: message_start
                    data: {"type":"message_start","message":{"model":"m","id":"1","type":"message","role":"assistant","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

                    event: content_block_start
                    data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"c1","name":"python","input":{}}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"code\\":"}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\\"1+1\\"}"}}

                    event: content_block_stop
                    data: {"type":"content_block_stop","index":0}

                    event: message_delta
                    data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """, """
                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}

                    """);

    static final ProviderFixture GEMINI =
            new ProviderFixture("gemini:m", "/v1beta", "GEMINI_API_KEY", "X-goog-api-key: secret-key", """
                data: {"candidates":[{"content":{"parts":[{"text":"one "}],"role":"model"},"index":0}],"modelVersion":"m","responseId":"1"}

                data: {"candidates":[{"content":{"parts":[{"text":"둘 𝒳"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5},"modelVersion":"m","responseId":"1"}

                """, """
                    data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"python","args":{"code":"1+1"}},"thoughtSignature":"c2ln"}],"role":"model"},"finishReason":"STOP","index":0}],"modelVersion":"m","responseId":"1"}

                    """, """
                    data: {"candidates":[{"content":{"parts":[{"text":"x"}],"role":"model"},"index":0}],"modelVersion":"m","responseId":"1"}

                    """);

    static final ProviderFixture OLLAMA = new ProviderFixture("ollama:m", "", "", "", """
        {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":"one "},"done":false}
        {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":"둘 𝒳"},"done":false}
        {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":3,"eval_count":2}
        """, """
            {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"python","arguments":{"code":"1+1"}}}]},"done":false}
            {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":3,"eval_count":2}
            """, """
                    {"model":"m","created_at":"2025-01-22T11:22:42.180546Z","message":{"role":"assistant","content":"x"},"done":false}
                    """);

    Map<String, String> environment() {
        return keyVariable.isEmpty() ? Map.of() : Map.of(keyVariable, "secret-key");
    }

    /// The stream up to its first piece of text, "one ".
    String beginning() {
        String between = text.startsWith("{") ? "\n" : "\n\n";
        return text.substring(0, text.indexOf(between, text.indexOf("one ")) + between.length());
    }

    ModelOptions.Builder options(LocalServer server) {
        return ModelOptions.builder().baseUrl(server.uri(basePath)).environment(environment());
    }

    @Override
    public String toString() {
        return name;
    }
}
