package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.UseCodeChatModel;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What stands in a message: a text, or a list of parts. The parts of both forms of the protocol are known.
final class Contents {

    private Contents() {}

    /// The text of a message that may have nothing else.
    static String text(Fields message) {
        JsonNode content = message.value("content").orElse(null);
        if (content == null) {
            return "";
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        return message.objects("content").stream().map(Contents::text1).collect(Collectors.joining("\n"));
    }

    private static String text1(Fields part) {
        return switch (part.required("type")) {
            case "text", "input_text", "output_text" -> part.required("text");
            case "refusal" -> part.required("refusal");
            case String other ->
                throw ApiException.unsupported(part.path("type"), "only text can stand here, not " + other);
        };
    }

    /// What a user says, shows and attaches.
    static UserMessage user(Fields message) {
        List<Content> contents = new ArrayList<>();
        Map<String, String> documents = new LinkedHashMap<>();
        JsonNode content = message.value("content")
                .orElseThrow(
                        () -> ApiException.wrong(message.path("content"), message.path("content") + " is missing"));
        if (content.isTextual()) {
            contents.add(TextContent.from(content.textValue()));
        } else {
            for (Fields part : message.objects("content")) {
                switch (part.required("type")) {
                    case "text", "input_text" -> contents.add(TextContent.from(part.required("text")));
                    case "image_url", "input_image" -> contents.add(image(part));
                    case "file" ->
                        document(
                                part.object("file")
                                        .orElseThrow(() -> ApiException.wrong(
                                                part.path("file"), part.path("file") + " is missing")),
                                documents);
                    case "input_file" -> document(part, documents);
                    case String other ->
                        throw ApiException.unsupported(part.path("type"), "content of type " + other + " is not taken");
                }
            }
        }
        if (contents.isEmpty()) {
            contents.add(TextContent.from(""));
        }
        UserMessage.Builder user = UserMessage.builder().contents(contents);
        message.text("name").filter(name -> !name.isBlank()).ifPresent(user::name);
        if (!documents.isEmpty()) {
            user.attributes(Map.of(UseCodeChatModel.DOCUMENTS, documents));
        }
        return user.build();
    }

    private static ImageContent image(Fields part) {
        boolean nested = part.value("image_url").filter(JsonNode::isObject).isPresent();
        Fields image = nested ? part.object("image_url").orElseThrow() : part;
        String name = nested ? "url" : "image_url";
        String url = image.required(name);
        ImageContent.DetailLevel detail =
                image.text("detail").map(level -> detail(image, level)).orElse(null);
        if (!url.startsWith("data:")) {
            try {
                URI address = URI.create(url);
                return detail == null ? ImageContent.from(address) : ImageContent.from(address, detail);
            } catch (IllegalArgumentException malformed) {
                throw ApiException.wrong(image.path(name), "the address of an image is malformed");
            }
        }
        Data data = Data.of(url, image.path(name));
        return detail == null
                ? ImageContent.from(data.base64(), data.type())
                : ImageContent.from(data.base64(), data.type(), detail);
    }

    private static ImageContent.DetailLevel detail(Fields image, String level) {
        try {
            return ImageContent.DetailLevel.valueOf(level.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ApiException.wrong(image.path("detail"), "there is no detail " + level);
        }
    }

    private static void document(Fields file, Map<String, String> documents) {
        if (!file.has("file_data")) {
            throw ApiException.unsupported(
                    file.path("file_data"), "a file comes with its content, as file_data; none are kept here");
        }
        String name = file.text("filename").filter(given -> !given.isBlank()).orElse("file");
        String path = file.path("file_data");
        byte[] bytes = Data.of(file.required("file_data"), path).bytes(path);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.startsWith("%PDF-") || text.indexOf('\0') >= 0) {
                throw binary(path, name);
            }
            documents.put(name, text);
        } catch (CharacterCodingException binary) {
            throw binary(path, name);
        }
    }

    private static ApiException binary(String path, String name) {
        return ApiException.unsupported(path, "the file " + name + " is no text in UTF-8; only such files are taken");
    }

    /// A data URL.
    private record Data(String type, String base64) {

        static Data of(String url, String path) {
            int comma = url.indexOf(',');
            if (!url.startsWith("data:")
                    || comma < 0
                    || !url.substring(0, comma).endsWith(";base64")) {
                throw ApiException.wrong(path, path + " must be a data URL: data:TYPE;base64,DATA");
            }
            String type = url.substring("data:".length(), comma - ";base64".length());
            int options = type.indexOf(';');
            return new Data(options < 0 ? type : type.substring(0, options), url.substring(comma + 1));
        }

        byte[] bytes(String path) {
            try {
                return Base64.getMimeDecoder().decode(base64);
            } catch (IllegalArgumentException malformed) {
                throw ApiException.wrong(path, path + " is no base64");
            }
        }
    }
}
