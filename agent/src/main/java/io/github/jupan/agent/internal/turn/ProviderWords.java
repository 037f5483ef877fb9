package io.github.jupan.agent.internal.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a provider said in an error.
///
/// @param words its own words for people, on one line; empty where it said nothing that is for them
/// @param all everything, codes and all, in which [Wording] looks
/// @param after how long it wants to be left alone, where it says so
record ProviderWords(String words, String all, Optional<Duration> after) {

    private static final int LONGEST = 300;

    /// A wish stands near the beginning of a body or behind it.
    private static final int END = 8_000;

    private static final int DEEPEST = 6;

    private static final List<String> FIELDS = List.of(
            "/metadata/raw", "/message", "/error", "/detail", "/msg", "/errors", "/error_description", "/title");

    private static final ObjectMapper JSON = new ObjectMapper();

    /// LangChain4j's exceptions hold no headers: `models` puts `Retry-After` behind the body; Gemini, Groq and OpenAI
    /// say it in the body itself.
    private static final Pattern WISH = Pattern.compile("(?i) ?\\(retry-after: [^)]{1,100}\\)");

    private static final List<Pattern> AFTER = List.of(
            Pattern.compile("(?i)retry-after: (?<s>\\d{1,9}(?:\\.\\d{1,9})?)"),
            Pattern.compile("\"retryDelay\"\\s{0,9}:\\s{0,9}\"(?<s>\\d{1,9}(?:\\.\\d{1,9})?)s\""),
            Pattern.compile("(?i)(?:again|retry) (?:in|after) (?:(?<h>\\d{1,4}) ?h[a-z]{0,4} ?)?(?:(?<m>\\d{1,6})"
                    + " ?m(?!s)[a-z]{0,6} ?)?(?:(?<s>\\d{1,9}(?:\\.\\d{1,9})?)"
                    + " ?s(?:ec|ecs|econds?)?\\b|(?<ms>\\d{1,9}(?:\\.\\d{1,9})?) ?ms)?"));

    /// Traces of a client that could not read what it was sent.
    private static final List<String> JAVA = List.of(
            "java.",
            "javax.",
            "jdk.",
            "dev.langchain4j",
            "com.fasterxml",
            "io.github.jupan",
            "JsonToken",
            "[Source:",
            "Cannot invoke \"",
            "Cannot deserialize",
            "Cannot construct",
            "cannot be cast",
            "Unrecognized token '",
            "Unexpected character (",
            "Unexpected end-of-input",
            "No content to map",
            "cannot be null or");

    static ProviderWords of(List<Throwable> causes) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause : causes) {
            String message = withoutClassNames(cause.getMessage() == null ? "" : cause.getMessage());
            if (!message.isBlank()) {
                messages.add(message);
            }
        }
        String all = String.join("\n", messages);
        String words = messages.isEmpty() ? "" : words(messages.iterator().next());
        return new ProviderWords(words, all, after(bothEnds(all)));
    }

    private static String bothEnds(String text) {
        return text.length() <= 2 * END ? text : text.substring(0, END) + text.substring(text.length() - END);
    }

    private static Optional<Duration> after(String text) {
        for (Pattern pattern : AFTER) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                double seconds = number(matcher, "h") * 3_600
                        + number(matcher, "m") * 60
                        + number(matcher, "s")
                        + number(matcher, "ms") / 1_000;
                boolean said = matcher.namedGroups().keySet().stream().anyMatch(name -> matcher.group(name) != null);
                if (said) {
                    return Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1_000)));
                }
            }
        }
        return Optional.empty();
    }

    private static double number(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name) && matcher.group(name) != null
                ? Double.parseDouble(matcher.group(name))
                : 0;
    }

    /// A throwable that wraps another says the other's class before its message.
    private static String withoutClassNames(String message) {
        String rest = message;
        for (int colon = end(rest); colon > 0 && isClassName(rest.substring(0, colon)); colon = end(rest)) {
            rest = rest.substring(Math.min(rest.length(), colon + 2));
        }
        return rest;
    }

    private static int end(String text) {
        int colon = text.indexOf(": ");
        return colon < 0 ? text.length() : colon;
    }

    private static boolean isClassName(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0
                && dot + 1 < text.length()
                && Character.isUpperCase(text.charAt(dot + 1))
                && text.chars().allMatch(each -> each == '.' || Character.isJavaIdentifierPart(each));
    }

    private static String words(String message) {
        String body = WISH.matcher(message).replaceAll("").strip();
        int json = body.indexOf('{');
        String said = json < 0 ? body : inJson(body.substring(json), 0).orElse(body);
        if (isPage(said)) {
            said = "It sent a page" + title(said) + ".";
        }
        if (JAVA.stream().anyMatch(said::contains)) {
            return "";
        }
        String line = said.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static boolean isPage(String text) {
        return text.startsWith("<!") || text.startsWith("<?") || text.regionMatches(true, 0, "<html", 0, 5);
    }

    private static String title(String page) {
        String lower = page.toLowerCase(Locale.ROOT);
        int begin = lower.indexOf("<title>");
        int end = lower.indexOf("</title>", begin + 1);
        return begin < 0 || end < 0
                ? ""
                : ", \"" + page.substring(begin + "<title>".length(), end).strip() + "\"";
    }

    private static Optional<String> inJson(String text, int depth) {
        try {
            return words(JSON.readTree(text), depth);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /// The first of the usual fields that has words. A router puts what its own provider said into `metadata.raw`.
    private static Optional<String> words(JsonNode node, int depth) {
        if (node.isTextual()) {
            String text = node.asText().strip();
            Optional<String> inner =
                    text.startsWith("{") && depth < DEEPEST ? inJson(text, depth + 1) : Optional.empty();
            return inner.or(() -> Optional.of(text).filter(words -> !words.isEmpty()));
        }
        if (depth >= DEEPEST) {
            return Optional.empty();
        }
        Stream<JsonNode> inside =
                node.isArray() ? Stream.of(node.path(0)) : FIELDS.stream().map(node::at);
        return inside.map(each -> words(each, depth + 1))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
