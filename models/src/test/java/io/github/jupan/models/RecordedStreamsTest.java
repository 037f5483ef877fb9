package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Providers' recorded streams through the clients, against a reading of the same bytes that knows nothing of them.
class RecordedStreamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a stream says: its text, its tool calls, whether it holds an error.
    record Said(String text, List<String> calls, boolean failed) {}

    @Test
    void clientsHearWhatTheStreamsSay() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Path index = SharedData.file("streams/index.json");
        Map<String, Said> heard = new LinkedHashMap<>();
        Map<String, Said> said = new LinkedHashMap<>();
        Map<String, Integer> perProvider = new LinkedHashMap<>();
        for (JsonNode entry : JSON.readTree(index.toFile())) {
            String uri = entry.path("uri").asText();
            String file = entry.path("file").asText();
            ProviderFixture provider = uri.contains("chat/completions")
                    ? ProviderFixture.OPENAI
                    : uri.contains("anthropic.com/v1/messages")
                            ? ProviderFixture.ANTHROPIC
                            : uri.contains("streamGenerateContent") ? ProviderFixture.GEMINI : null;
            if (provider != null) {
                byte[] body = Files.readAllBytes(index.resolveSibling(file + ".sse"));
                said.put(file, said(provider, new String(body, StandardCharsets.UTF_8)));
                heard.put(file, heard(provider, body, seed));
                perProvider.merge(provider.name(), 1, Integer::sum);
            }
        }
        System.out.println("recorded streams heard: " + perProvider);
        assertThat(heard).isEqualTo(said);
        assertThat(perProvider.keySet()).containsExactlyInAnyOrder("openai:m", "anthropic:m", "gemini:m");
    }

    private static Said heard(ProviderFixture provider, byte[] body, long seed) {
        try (LocalServer server = new LocalServer(Answer.stream(body, seed))) {
            OpenedModel opened =
                    Models.open(provider.name(), provider.options(server).build());
            ChatRequest request =
                    ChatRequest.builder().messages(UserMessage.from("go on")).build();
            Heard heard = Heard.from(opened.model(), request);
            List<String> calls = heard.calls.stream()
                    .map(call -> call.name() + " " + tree(call.arguments()))
                    .toList();
            return new Said(heard.text(), calls, heard.maybeError().isPresent());
        }
    }

    private static Said said(ProviderFixture provider, String body) {
        StringBuilder text = new StringBuilder();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> arguments = new LinkedHashMap<>();
        boolean failed = false;
        for (String line : body.split("\r?\n")) {
            if (!line.startsWith("data:") || line.equals("data: [DONE]")) {
                continue;
            }
            JsonNode data = tree(line.substring(5));
            if (data.path("error").isObject()) {
                failed = true;
                break;
            }
            if (provider.equals(ProviderFixture.OPENAI)) {
                JsonNode delta = data.at("/choices/0/delta");
                text.append(delta.path("content").asText(""));
                for (JsonNode call : delta.path("tool_calls")) {
                    add(call.path("index").asText("0"), call.path("function"), "name", "arguments", names, arguments);
                }
            } else if (provider.equals(ProviderFixture.ANTHROPIC)) {
                text.append(data.at("/delta/text").asText(""));
            } else {
                for (JsonNode part : data.at("/candidates/0/content/parts")) {
                    text.append(
                            part.path("thought").asBoolean()
                                    ? ""
                                    : part.path("text").asText(""));
                    if (part.has("functionCall")) {
                        String key = Integer.toString(names.size());
                        names.put(key, part.at("/functionCall/name").asText());
                        arguments.put(key, part.at("/functionCall/args").toString());
                    }
                }
            }
        }
        List<String> calls = new ArrayList<>();
        names.forEach((key, name) -> calls.add(name + " " + tree(arguments.getOrDefault(key, ""))));
        return new Said(text.toString(), calls, failed);
    }

    private static void add(
            String key,
            JsonNode node,
            String nameField,
            String argumentsField,
            Map<String, String> names,
            Map<String, String> arguments) {
        names.merge(key, node.path(nameField).asText(""), String::concat);
        arguments.merge(key, node.path(argumentsField).asText(""), String::concat);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
