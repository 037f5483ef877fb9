package io.github.jupan.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a recorded body says, read from its bytes alone: no class of a client or of the agent is used.
final class Reading {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final Map<String, String[]> calls = new LinkedHashMap<>();
    private String reason = "STOP";
    private long input = -1;
    private long output = -1;
    private boolean failed;

    private Reading() {}

    static Played of(ProviderFixture provider, String body) {
        Reading reading = new Reading();
        for (String line : body.split("\r?\n")) {
            if (line.startsWith("data:") && !line.strip().endsWith("[DONE]") && !reading.failed) {
                JsonNode data = tree(line.substring(5));
                reading.failed = data.path("error").isObject();
                if (!reading.failed) {
                    reading.read(provider, data);
                }
            }
        }
        return reading.played();
    }

    private void read(ProviderFixture provider, JsonNode data) {
        switch (provider.name()) {
            case "openai:m" -> chat(data);
            case "responses:m" -> responses(data);
            case "anthropic:m" -> anthropic(data);
            case "gemini:m" -> gemini(data);
            default -> throw new AssertionError(provider);
        }
    }

    private void chat(JsonNode data) {
        JsonNode choice = data.at("/choices/0");
        JsonNode delta = choice.path("delta");
        text.append(delta.path("content").asText(""));
        String thought = first(delta, "reasoning_content", "reasoning");
        thinking.append(
                thought.isEmpty() ? delta.at("/reasoning_details/0/text").asText("") : thought);
        for (JsonNode call : delta.path("tool_calls")) {
            String[] at = call(call.path("index").asText("0"));
            at[0] = at[0].isEmpty() ? call.path("id").asText("") : at[0];
            at[1] += call.at("/function/name").asText("");
            at[2] += call.at("/function/arguments").asText("");
        }
        reason(choice.path("finish_reason").asText(""), "length", "content_filter");
        usage(data.path("usage"), "prompt_tokens", "completion_tokens");
    }

    private void responses(JsonNode data) {
        String delta = data.path("delta").asText("");
        switch (data.path("type").asText()) {
            case "response.output_text.delta" -> text.append(delta);
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" -> thinking.append(delta);
            case "response.function_call_arguments.delta" ->
                call(data.path("output_index").asText())[2] += delta;
            case "response.output_item.added" -> {
                JsonNode item = data.path("item");
                if (item.path("type").asText().equals("function_call")) {
                    String[] at = call(data.path("output_index").asText());
                    at[0] = item.path("call_id").asText();
                    at[1] = item.path("name").asText();
                }
            }
            case "response.completed" -> usage(data.at("/response/usage"), "input_tokens", "output_tokens");
            default -> {}
        }
    }

    private void anthropic(JsonNode data) {
        String index = data.path("index").asText("0");
        JsonNode block = data.path("content_block");
        JsonNode delta = data.path("delta");
        if (block.path("type").asText().equals("tool_use")) {
            String[] at = call(index);
            at[0] = block.path("id").asText();
            at[1] = block.path("name").asText();
        }
        text.append(block.path("text").asText("")).append(delta.path("text").asText(""));
        thinking.append(delta.path("thinking").asText(""));
        if (calls.containsKey(index)) {
            call(index)[2] += delta.path("partial_json").asText("");
        }
        reason(delta.path("stop_reason").asText(""), "max_tokens", "refusal");
        usage(data.at("/message/usage"), "input_tokens", "output_tokens");
        usage(data.path("usage"), "input_tokens", "output_tokens");
    }

    private void gemini(JsonNode data) {
        for (JsonNode part : data.at("/candidates/0/content/parts")) {
            (part.path("thought").asBoolean() ? thinking : text)
                    .append(part.path("text").asText(""));
            if (part.has("functionCall")) {
                String[] at = call(Integer.toString(calls.size()));
                at[0] = part.at("/functionCall/id").asText("");
                at[1] = part.at("/functionCall/name").asText();
                at[2] = part.at("/functionCall/args").toString();
            }
        }
        reason(data.at("/candidates/0/finishReason").asText(""), "MAX_TOKENS", "SAFETY");
        usage(data.path("usageMetadata"), "promptTokenCount", "candidatesTokenCount");
    }

    private String[] call(String key) {
        return calls.computeIfAbsent(key, any -> new String[] {"", "", ""});
    }

    private void reason(String given, String length, String filtered) {
        reason = given.equals(length) ? "LENGTH" : given.equals(filtered) ? "FILTERED" : reason;
    }

    private void usage(JsonNode usage, String inputField, String outputField) {
        input = usage.path(inputField).asLong(input);
        output = usage.path(outputField).asLong(output);
    }

    private Played played() {
        List<String> all = new ArrayList<>();
        calls.values().forEach(call -> all.add(Played.call(call[0], call[1], call[2])));
        String end = failed ? "FAILED" : all.isEmpty() ? reason : "CALL";
        String counted = input < 0 || output < 0 ? "unknown" : input + " in, " + output + " out";
        return new Played(text.toString(), thinking.toString(), all, end, failed ? "unknown" : counted);
    }

    private static String first(JsonNode node, String one, String other) {
        return node.path(one).isTextual()
                ? node.path(one).asText()
                : node.path(other).isTextual() ? node.path(other).asText() : "";
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
