package io.github.jupan.models.internal.completions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random calls, fragmented in each way in which servers are known to, against the calls themselves.
class StreamedCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TOOLS = Set.of("python", "weather", "now", "python_helper");
    private static final int TURNS = 20_000;

    private enum Numbers {
        FROM_0,
        FROM_1,
        GAPS,
        ALIKE,
        NONE
    }

    private enum Identifiers {
        FIRST,
        EVERY,
        FRESH,
        NONE
    }

    private enum Names {
        FIRST,
        EVERY,
        PIECES,
        SO_FAR,
        LATE
    }

    private enum Order {
        IN_TURN,
        HEADS_FIRST,
        INTERLEAVED
    }

    private record Style(Numbers numbers, Identifiers identifiers, Names names, Order order, boolean object) {

        static Style random(Random random) {
            while (true) {
                Style style = new Style(
                        pick(Numbers.values(), random),
                        pick(Identifiers.values(), random),
                        pick(Names.values(), random),
                        pick(Order.values(), random),
                        random.nextInt(8) == 0);
                if (style.isDecidable()) {
                    return style;
                }
            }
        }

        /// Whether a reader could know which call a fragment belongs to.
        private boolean isDecidable() {
            boolean numbered = numbers != Numbers.ALIKE && numbers != Numbers.NONE;
            boolean named = names == Names.FIRST || (names == Names.LATE && numbered);
            if (identifiers == Identifiers.FRESH && !named) {
                return false;
            }
            if (numbered) {
                return true;
            }
            boolean whole = names == Names.FIRST || names == Names.EVERY;
            return order == Order.IN_TURN
                    ? identifiers == Identifiers.EVERY || whole
                    : names == Names.FIRST && identifiers == Identifiers.EVERY;
        }
    }

    private record Call(String id, String name, String arguments) {}

    @Test
    void putsTogetherWhatWasTakenApart() {
        long seed = System.nanoTime();
        System.out.println("StreamedCallsTest: seed " + seed + ", " + TURNS + " turns");
        Random random = new Random(seed);
        for (int turn = 0; turn < TURNS; turn++) {
            Style style = Style.random(random);
            List<Call> calls = new ArrayList<>();
            for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
                calls.add(new Call(
                        "call" + i, pick(TOOLS.stream().sorted().toArray(String[]::new), random), arguments(random)));
            }
            List<JsonNode> chunks = chunks(calls, style, random);
            List<PartialToolCall> told = new ArrayList<>();
            StreamedCalls streamed = new StreamedCalls(TOOLS);
            chunks.forEach(chunk -> streamed.read(chunk, told::add));
            List<ToolExecutionRequest> read =
                    streamed.all().stream().map(StreamedCall::complete).toList();

            assertThat(read.stream().map(each -> each.name() + " " + each.arguments()))
                    .as("turn %d of seed %d: %s as %s", turn, seed, style, chunks)
                    .containsExactlyElementsOf(calls.stream()
                            .map(call -> call.name() + " " + call.arguments())
                            .toList());
            assertThat(read.stream().map(ToolExecutionRequest::id))
                    .doesNotHaveDuplicates()
                    .noneMatch(String::isBlank);
            assertThat(fragments(told)).as("what was told of %s", chunks).isEqualTo(whole(read, told));
        }
    }

    private static Map<Integer, String> fragments(List<PartialToolCall> told) {
        Map<Integer, String> joined = new HashMap<>();
        told.forEach(each -> joined.merge(each.index(), each.partialArguments(), String::concat));
        return joined;
    }

    private static Map<Integer, String> whole(List<ToolExecutionRequest> read, List<PartialToolCall> told) {
        Map<Integer, String> whole = new HashMap<>();
        for (PartialToolCall each : told) {
            ToolExecutionRequest call = read.get(each.index());
            assertThat(List.of(String.valueOf(each.id()), each.name())).containsExactly(call.id(), call.name());
            whole.put(each.index(), call.arguments());
        }
        return whole;
    }

    private static String arguments(Random random) {
        ObjectNode arguments = JSON.createObjectNode();
        String letters = "a\"\\{}[]:, \n가'é𝒳";
        StringBuilder code = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            code.appendCodePoint(
                    letters.codePoints().toArray()[random.nextInt(letters.codePointCount(0, letters.length()))]);
        }
        arguments.put("code", code.toString());
        if (random.nextBoolean()) {
            arguments.putObject("more").put("n", random.nextInt());
        }
        return arguments.toString();
    }

    private static List<JsonNode> chunks(List<Call> calls, Style style, Random random) {
        List<List<ObjectNode>> all = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            all.add(fragments(calls.get(i), i, style, random));
        }
        List<JsonNode> chunks = new ArrayList<>();
        if (style.order() != Order.IN_TURN) {
            ArrayNode heads = JSON.createArrayNode();
            all.forEach(fragments -> heads.add(fragments.removeFirst()));
            chunks.add(heads);
        }
        while (all.stream().anyMatch(fragments -> !fragments.isEmpty())) {
            List<List<ObjectNode>> left =
                    all.stream().filter(each -> !each.isEmpty()).toList();
            int next = style.order() == Order.INTERLEAVED ? random.nextInt(left.size()) : 0;
            chunks.add(JSON.createArrayNode().add(left.get(next).removeFirst()));
        }
        return chunks;
    }

    /// A head without arguments, and the arguments in pieces; or all in one.
    private static List<ObjectNode> fragments(Call call, int number, Style style, Random random) {
        List<String> names = names(call.name(), style.names(), random);
        List<String> pieces = pieces(call.arguments(), style.object() ? 1 : 1 + random.nextInt(5), random);
        List<ObjectNode> fragments = new ArrayList<>();
        boolean headless = style.order() == Order.IN_TURN && names.size() == 1 && random.nextBoolean();
        int heads = headless ? 0 : names.size();
        for (int i = 0; i < heads; i++) {
            fragments.add(fragment(call, number, i, names.get(i), "", style));
        }
        for (int i = 0; i < pieces.size(); i++) {
            String name = switch (style.names()) {
                case FIRST, PIECES, SO_FAR -> headless && i == 0 ? names.getFirst() : null;
                case EVERY -> call.name();
                case LATE -> i == pieces.size() - 1 ? call.name() : null;
            };
            fragments.add(fragment(call, number, fragments.size(), name, pieces.get(i), style));
        }
        return fragments;
    }

    private static List<String> names(String name, Names names, Random random) {
        int cut = 1 + random.nextInt(name.length() - 1);
        return switch (names) {
            case FIRST, EVERY -> List.of(name);
            case PIECES -> List.of(name.substring(0, cut), name.substring(cut));
            case SO_FAR -> List.of(name.substring(0, cut), name);
            case LATE -> List.of("");
        };
    }

    private static List<String> pieces(String text, int count, Random random) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        for (int i = 1; i < count && rest.length() > 1; i++) {
            int cut = 1 + random.nextInt(rest.length() - 1);
            pieces.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        pieces.add(rest);
        return pieces;
    }

    private static ObjectNode fragment(
            Call call, int number, int position, @Nullable String name, String arguments, Style style) {
        ObjectNode fragment = JSON.createObjectNode();
        switch (style.numbers()) {
            case FROM_0 -> fragment.put("index", number);
            case FROM_1 -> fragment.put("index", number + 1);
            case GAPS -> fragment.put("index", number * 3);
            case ALIKE -> fragment.put("index", 0);
            case NONE -> {}
        }
        switch (style.identifiers()) {
            case FIRST -> fragment.put("id", position == 0 ? call.id() : "");
            case EVERY -> fragment.put("id", call.id());
            case FRESH -> fragment.put("id", call.id() + "-" + position);
            case NONE -> {}
        }
        ObjectNode function = fragment.putObject("function");
        function.put("name", name);
        if (style.object() && !arguments.isEmpty()) {
            function.set("arguments", read(arguments));
        } else {
            function.put("arguments", arguments);
        }
        return fragment;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
