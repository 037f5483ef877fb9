package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Usage;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContextWindowTest {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String SYSTEM = "Answer. Documents: [\"a\"]";
    private static final String LONG = "number ".repeat(400);
    private static final String SHORTENED = "number ".repeat(400).substring(0, 200)
            + "\n[2400 characters are left out here, for lack of room]\n"
            + LONG.substring(LONG.length() - 200);

    private final List<ChatMessage> transcript = new ArrayList<>();
    private final List<UserMessage> questions = new ArrayList<>();

    @Test
    void whatFitsIsLeftAlone() {
        question("one");
        turn(1, LONG);
        transcript.add(AiMessage.from("1"));
        assertThat(request(2_000)).isEqualTo(withSystem(SYSTEM, transcript));
    }

    @Test
    void theOldestResultsAreShortenedFirst() {
        question("one");
        turn(1, LONG);
        turn(2, LONG);
        turn(3, LONG);
        List<ChatMessage> expected = new ArrayList<>(transcript);
        expected.set(2, result(1, SHORTENED));
        assertThat(request(1_200)).isEqualTo(withSystem(SYSTEM, expected));
        expected.set(4, result(2, SHORTENED));
        assertThat(request(900)).isEqualTo(withSystem(SYSTEM, expected));
    }

    @Test
    void wholeTurnsGoNextAndTheLastQuestionStays() {
        question("one");
        turn(1, "4 8 15 16 23 42 ".repeat(37));
        transcript.add(AiMessage.from("The answer is 1, as the numbers say: 4, 8, 15, 16, 23, 42."));
        question("two");
        turn(2, "2");
        turn(3, LONG);
        String note = SYSTEM + "\n\n" + Prompt.LEFT_OUT.text();
        List<ChatMessage> withoutTurn = new ArrayList<>(transcript);
        withoutTurn.subList(1, 3).clear();
        assertThat(request(size(withSystem(note, withoutTurn)))).isEqualTo(withSystem(note, withoutTurn));
        List<ChatMessage> withoutQuestion = withoutTurn.subList(2, withoutTurn.size());
        assertThat(request(size(withSystem(note, withoutQuestion)))).isEqualTo(withSystem(note, withoutQuestion));
        assertThat(request(1))
                .isEqualTo(withSystem(note, List.of(transcript.get(4), transcript.get(7), result(3, SHORTENED))));
    }

    @Test
    void aProviderThatCountsMoreIsBelieved() {
        question("one");
        turn(1, LONG);
        turn(2, LONG);
        ContextWindow window = window(1_200);
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, transcript));
        window.counted(new Usage(1_300, 5, false));
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, transcript));
        window.counted(new Usage(1_300, 5, true));
        List<ChatMessage> expected = new ArrayList<>(transcript);
        expected.set(2, result(1, SHORTENED));
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, expected));
    }

    @Test
    void whatLeftTheTranscriptIsForgotten() {
        ContextWindow window = new ContextWindow(1);
        UserMessage forgotten = UserMessage.from(LONG);
        window.asks(forgotten);
        assertThat(window.request(SYSTEM, List.of(), List.of(forgotten))).contains(forgotten);
        UserMessage asked = UserMessage.from("one");
        window.asks(asked);
        window.request(SYSTEM, List.of(), List.of(asked));
        AiMessage said = AiMessage.from("```python\n1\n```");
        assertThat(window.request(SYSTEM, List.of(), List.of(asked, said, forgotten)))
                .isEqualTo(withSystem(SYSTEM, List.of(asked, said, UserMessage.from(SHORTENED))));
    }

    @Test
    void aResultNeverStandsWithoutItsCallWhereAMemoryHasNoAnswer() {
        question("What is the weather?");
        transcript.add(AiMessage.from(call("c1", "{\"city\":\"" + "x".repeat(900) + "\"}")));
        transcript.add(result("c1", "rain"));
        question("And " + "then ".repeat(300));
        assertThat(request(2_000)).isEqualTo(withSystem(SYSTEM, transcript));
        assertThat(request(300))
                .isEqualTo(withSystem(SYSTEM + "\n\n" + Prompt.LEFT_OUT.text(), List.of(transcript.get(3))));
    }

    @Test
    void aMemoryThatWasCutIsMadeWhole() {
        AiMessage twoCalls = AiMessage.from(call("c1", "{}"), call("c2", "{}"));
        transcript.add(result("c0", "of a call that is gone"));
        question("one");
        transcript.add(twoCalls);
        transcript.add(result("c2", "2"));
        transcript.add(result("c9", "of no call"));
        question("two");
        transcript.add(result("c1", "late"));
        assertThat(request(2_000))
                .isEqualTo(withSystem(
                        SYSTEM,
                        List.of(
                                transcript.get(1),
                                twoCalls,
                                result("c2", "2"),
                                result("c1", Prompt.NO_RESULT.text()),
                                transcript.get(5))));
    }

    @Test
    void callsWithoutIdsAreAnsweredInOrder() {
        question("one");
        transcript.add(AiMessage.from(call(null, "{}"), call(null, "{}")));
        transcript.add(result(null, "1"));
        transcript.add(result(null, "2"));
        assertThat(request(2_000)).isEqualTo(withSystem(SYSTEM, transcript));
    }

    @Test
    void aMemoryThatBeginsWithTheModelGoesFirst() {
        transcript.add(AiMessage.from("hello"));
        question("two");
        assertThat(request(2_000)).isEqualTo(withSystem(SYSTEM, transcript));
        assertThat(request(1))
                .isEqualTo(withSystem(SYSTEM + "\n\n" + Prompt.LEFT_OUT.text(), List.of(transcript.get(1))));
        transcript.clear();
        assertThat(request(1)).isEqualTo(withSystem(SYSTEM, List.of()));
    }

    @Test
    void anImageCountsAsWhatItCosts() {
        question("My name is Ada.");
        transcript.add(AiMessage.from("Hello Ada."));
        question(UserMessage.from(
                TextContent.from("What is this?"), ImageContent.from("A".repeat(400_000), "image/png")));
        assertThat(request(100_000)).isEqualTo(withSystem(SYSTEM, transcript));
        assertThat(request(2_000)).isEqualTo(withSystem(SYSTEM, transcript));
        assertThat(request(1_000)).hasSize(2);
    }

    @Test
    void aResultOfSeveralPartsIsShortenedToo() {
        question("one");
        ToolExecutionResultMessage result = ToolExecutionResultMessage.builder()
                .id("c1")
                .toolName("python")
                .contents(TextContent.from(LONG), ImageContent.from("AAAA", "image/png"), TextContent.from("short"))
                .build();
        transcript.add(AiMessage.from(call("c1", "{}")));
        transcript.add(result);
        assertThat(request(1).getLast())
                .isEqualTo(result.toBuilder()
                        .contents(
                                TextContent.from(SHORTENED),
                                ImageContent.from("AAAA", "image/png"),
                                TextContent.from("short"))
                        .build());
    }

    @Test
    void whatAProviderTakesIsTheLimitFromThenOn() {
        question("one");
        turn(1, LONG);
        transcript.add(AiMessage.from("1"));
        question("two");
        turn(2, LONG);
        ContextWindow window = window(100_000);
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, transcript));
        assertThat(window.shrink(OptionalLong.of(1_000), OptionalLong.empty())).isTrue();
        List<ChatMessage> expected = new ArrayList<>(transcript);
        expected.set(2, result(1, SHORTENED));
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, expected));
        window.counted(new Usage(600, 5, true));
        assertThat(window.request(SYSTEM, List.of(), transcript)).isEqualTo(withSystem(SYSTEM, expected));
    }

    @Test
    void halfOfWhatWasSentIsTheLimitWhereAProviderNamesNone() {
        question("one");
        turn(1, LONG);
        turn(2, LONG);
        turn(3, LONG);
        turn(4, LONG);
        ContextWindow window = window(100_000);
        List<Integer> sizes = new ArrayList<>();
        do {
            sizes.add((int) tokens(window.request(SYSTEM, List.of(), transcript)));
        } while (window.shrink(OptionalLong.empty(), OptionalLong.empty()));
        assertThat(sizes).hasSizeBetween(3, 5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(sizes.get(1)).isLessThan(sizes.get(0) / 2 + 1);
        assertThat(sizes.getLast()).isLessThan(250);
    }

    @Test
    void whatAProviderCountedTellsHowLongItsTokensAre() {
        question("one");
        turn(1, LONG);
        turn(2, LONG);
        turn(3, LONG);
        ContextWindow window = window(100_000);
        long sent = tokens(window.request(SYSTEM, List.of(), transcript));
        assertThat(window.shrink(OptionalLong.of(2_000), OptionalLong.of(4 * sent)))
                .isTrue();
        assertThat(tokens(window.request(SYSTEM, List.of(), transcript))).isLessThan(2_000 * 3 / 4 / 4);
    }

    @Test
    void aQuestionThatIsTooLongByItselfIsNotSentAgain() {
        question("earlier");
        transcript.add(AiMessage.from("yes"));
        question("why ".repeat(2_000));
        ContextWindow window = window(100_000);
        window.request(SYSTEM, List.of(), transcript);
        assertThat(window.shrink(OptionalLong.of(512), OptionalLong.of(2_100))).isTrue();
        assertThat(window.request(SYSTEM, List.of(), transcript)).hasSize(2);
        assertThat(window.shrink(OptionalLong.of(512), OptionalLong.of(2_050))).isFalse();
    }

    @Test
    void ofATextTooLongForAnyModelTheBeginningIsCounted() {
        long million = MessageTokens.of("a b ".repeat(250_000));
        assertThat(MessageTokens.of("a b ".repeat(8_000_000))).isEqualTo(32 * million);
    }

    @Test
    void oddTextsAreCounted() {
        question("x\uD800".repeat(1_000) + "a".repeat(1_000_000) + "<|endoftext|>");
        assertThat(request(100)).isEqualTo(withSystem(SYSTEM, transcript));
    }

    @Test
    void everyRequestKeepsTheProvidersRules() {
        long seed = new Random().nextLong();
        System.out.println("ContextWindowTest: seed " + seed);
        Random random = new Random(seed);
        int shortened = 0;
        int leftOut = 0;
        int shrunk = 0;
        for (int i = 0; i < 2_000; i++) {
            transcript.clear();
            questions.clear();
            boolean whole = random.nextBoolean();
            randomTranscript(random, whole);
            long limit = 20L + random.nextInt(1_500);
            ContextWindow window = window(limit);
            List<ChatMessage> request = window.request(SYSTEM, List.of(), transcript);
            keepsTheRules(request, whole);
            if (whole) {
                keepsTheLimit(request, limit);
            }
            leftOut += ((SystemMessage) request.getFirst()).text().equals(SYSTEM) ? 0 : 1;
            shortened += request.toString().contains("left out here, for lack of room]") ? 1 : 0;
            OptionalLong told = random.nextBoolean() ? OptionalLong.of(limit / 2) : OptionalLong.empty();
            if (window.shrink(told, OptionalLong.empty())) {
                List<ChatMessage> less = window.request(SYSTEM, List.of(), transcript);
                keepsTheRules(less, whole);
                assertThat(tokens(less.subList(1, less.size()))).isLessThan(tokens(request.subList(1, request.size())));
                shrunk++;
            }
        }
        System.out.println("ContextWindowTest: 2000 transcripts, results shortened in " + shortened
                + ", exchanges left out in " + leftOut + ", shrunk " + shrunk);
        assertThat(shortened).isPositive();
        assertThat(leftOut).isPositive();
        assertThat(shrunk).isPositive();
    }

    /// @param whole whether every question of the transcript has its answer, so that user and model take turns in it
    private void keepsTheRules(List<ChatMessage> request, boolean whole) {
        assertThat(((SystemMessage) request.getFirst()).text()).startsWith(SYSTEM);
        List<ChatMessage> rest = request.subList(1, request.size());
        assertThat(rest).contains(questions.getLast());
        assertThat(rest).doesNotHaveAnyElementsOfTypes(SystemMessage.class);
        int i = 0;
        while (i < rest.size()) {
            boolean tools = false;
            if (rest.get(i++) instanceof AiMessage ai) {
                List<String> called = new ArrayList<>();
                ai.toolExecutionRequests().forEach(call -> called.add(call.id()));
                while (i < rest.size() && rest.get(i) instanceof ToolExecutionResultMessage result) {
                    assertThat(called.remove(result.id()))
                            .as("a result has its call")
                            .isTrue();
                    tools = true;
                    i++;
                }
                assertThat(called).as("a call has its result").isEmpty();
                if (whole && !tools && i < rest.size()) {
                    assertThat(rest.get(i)).as("user and model take turns").isInstanceOf(UserMessage.class);
                }
            } else if (whole && i < rest.size()) {
                assertThat(rest.get(i)).as("user and model take turns").isInstanceOf(AiMessage.class);
            }
            if (i < rest.size()) {
                assertThat(rest.get(i)).as("a result has its call").isNotInstanceOf(ToolExecutionResultMessage.class);
            }
        }
        if (whole) {
            assertThat(rest.getFirst()).isInstanceOf(UserMessage.class);
        }
        for (int at = 1; at < rest.size(); at++) {
            if (rest.get(at - 1) instanceof UserMessage && rest.get(at) instanceof UserMessage next) {
                assertThat(inARow(next))
                        .as("two messages of the user's in a row only as they came")
                        .isTrue();
            }
        }
    }

    /// Whether the message before this one in the transcript is the user's too, or a result.
    private boolean inARow(UserMessage message) {
        for (int i = 1; i < transcript.size(); i++) {
            if (transcript.get(i) == message) {
                return !(transcript.get(i - 1) instanceof AiMessage);
            }
        }
        return false;
    }

    private void keepsTheLimit(List<ChatMessage> request, long limit) {
        if (tokens(request) > limit) {
            int last = transcript.indexOf(questions.getLast());
            int lastTurn = transcript.size();
            while (lastTurn > last && !(transcript.get(lastTurn - 1) instanceof AiMessage)) {
                lastTurn--;
            }
            assertThat(request.size() - 1)
                    .as("nothing is left to leave out")
                    .isEqualTo(1 + (lastTurn > last ? transcript.size() - lastTurn + 1 : 0));
        }
    }

    private void randomTranscript(Random random, boolean whole) {
        if (!whole && random.nextBoolean()) {
            transcript.add(random.nextBoolean() ? AiMessage.from("of a memory that was cut") : result("c0", "0"));
        }
        int asked = 1 + random.nextInt(4);
        int run = 1;
        for (int question = 1; question <= asked; question++) {
            question("question " + question + " " + "why ".repeat(random.nextInt(60)));
            int turns = random.nextInt(4);
            for (int i = 0; i < turns; i++) {
                String output = "line ".repeat(random.nextInt(500));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        transcript.add(AiMessage.from("```python\n" + run + "\n```"));
                        transcript.add(UserMessage.from("<result run=\"" + run++ + "\">\n" + output + "\n</result>"));
                    }
                    case 1 -> turn(run++, output);
                    default -> several(random, output, whole);
                }
            }
            if (question < asked && (whole || random.nextInt(3) > 0)) {
                transcript.add(AiMessage.from("answer " + "and so on ".repeat(random.nextInt(100))));
            }
        }
    }

    private void several(Random random, String output, boolean whole) {
        List<ToolExecutionRequest> calls = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(each -> call("c" + each, "{\"code\":\"1\"}"))
                .toList();
        List<ChatMessage> results = new ArrayList<>();
        calls.forEach(call -> results.add(ToolExecutionResultMessage.from(call, output)));
        if (!whole) {
            results.removeIf(result -> random.nextInt(4) == 0);
            if (random.nextInt(4) == 0) {
                results.add(result("c" + (5 + random.nextInt(5)), "of another call"));
            }
            Collections.shuffle(results, random);
            if (random.nextInt(4) == 0) {
                results.add(random.nextInt(results.size() + 1), UserMessage.from("a reminder"));
            }
        }
        transcript.add(AiMessage.from(calls));
        transcript.addAll(results);
    }

    private void question(String text) {
        question(UserMessage.from(text));
    }

    private void question(UserMessage message) {
        questions.add(message);
        transcript.add(message);
    }

    private void turn(int run, String output) {
        transcript.add(AiMessage.from(call("id" + run, "{\"code\":\"1\"}")));
        transcript.add(result(run, output));
    }

    private static ChatMessage result(int run, String output) {
        return result("id" + run, output);
    }

    private static ChatMessage result(@Nullable String id, String output) {
        return ToolExecutionResultMessage.from(id, "python", output);
    }

    private static ToolExecutionRequest call(@Nullable String id, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("python")
                .arguments(arguments)
                .build();
    }

    private ContextWindow window(long limit) {
        ContextWindow window = new ContextWindow(limit);
        questions.forEach(window::asks);
        return window;
    }

    private List<ChatMessage> request(long limit) {
        return window(limit).request(SYSTEM, List.of(), transcript);
    }

    private static List<ChatMessage> withSystem(String system, List<ChatMessage> messages) {
        List<ChatMessage> all = new ArrayList<>(messages);
        all.addFirst(SystemMessage.from(system));
        return all;
    }

    /// With what providers add around each message.
    private static long size(List<ChatMessage> messages) {
        return tokens(messages) + 6L * messages.size();
    }

    /// What the messages say.
    private static long tokens(List<ChatMessage> messages) {
        long tokens = 0;
        for (ChatMessage message : messages) {
            tokens += O200K.countTokensOrdinary(
                    switch (message) {
                        case SystemMessage system -> system.text();
                        case UserMessage user -> user.singleText();
                        case ToolExecutionResultMessage result -> result.toolName() + result.text();
                        case AiMessage ai when ai.text() != null -> ai.text();
                        case AiMessage ai ->
                            ai.toolExecutionRequests().stream()
                                    .map(call -> call.name() + call.arguments())
                                    .collect(Collectors.joining());
                        default -> "";
                    });
        }
        return tokens;
    }
}
