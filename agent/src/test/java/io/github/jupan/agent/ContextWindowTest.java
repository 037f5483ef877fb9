package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextWindowTest {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String SYSTEM = "Answer. Documents: [\"a\"]";
    private static final String LONG = "number ".repeat(400);
    private static final String SHORTENED = "number ".repeat(400).substring(0, 200)
            + "\n[2400 characters are left out here, for lack of room]\n"
            + LONG.substring(LONG.length() - 200);

    private final List<ChatMessage> transcript = new ArrayList<>();
    private final Set<Integer> questions = new TreeSet<>();

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
    void aQuestionThatWasForgottenIsNoQuestion() {
        ContextWindow window = new ContextWindow(1);
        window.asks(0);
        window.asks(2);
        window.asks(0);
        question("one");
        turn(1, LONG);
        assertThat(window.request(SYSTEM, List.of(), transcript))
                .isEqualTo(withSystem(SYSTEM, List.of(transcript.get(0), transcript.get(1), result(1, SHORTENED))));
    }

    @Test
    void oddTextsAreCounted() {
        question("x\uD800".repeat(1_000) + "a".repeat(1_000_000) + "<|endoftext|>");
        assertThat(request(100)).isEqualTo(withSystem(SYSTEM, transcript));
    }

    @Test
    void everyTranscriptKeepsTheProvidersRules() {
        long seed = new Random().nextLong();
        System.out.println("ContextWindowTest: seed " + seed);
        Random random = new Random(seed);
        int shortened = 0;
        int leftOut = 0;
        for (int i = 0; i < 2_000; i++) {
            transcript.clear();
            questions.clear();
            randomTranscript(random);
            long limit = 20L + random.nextInt(1_500);
            List<ChatMessage> request = request(limit);
            keepsTheRules(request, limit);
            leftOut += request.size() <= transcript.size() ? 1 : 0;
            shortened += request.toString().contains("left out here, for lack of room]") ? 1 : 0;
        }
        System.out.println("ContextWindowTest: 2000 transcripts, results shortened in " + shortened
                + ", turns left out in " + leftOut);
        assertThat(shortened).isPositive();
        assertThat(leftOut).isPositive();
    }

    private void keepsTheRules(List<ChatMessage> request, long limit) {
        assertThat(((SystemMessage) request.getFirst()).text()).startsWith(SYSTEM);
        List<ChatMessage> rest = request.subList(1, request.size());
        int last = questions.stream().reduce(0, Math::max);
        assertThat(rest).contains(transcript.get(last));
        assertThat(rest.getFirst()).isInstanceOf(UserMessage.class);
        for (int i = 0; i < rest.size(); i++) {
            if (rest.get(i) instanceof AiMessage ai) {
                Set<String> called = ai.toolExecutionRequests().stream()
                        .map(ToolExecutionRequest::id)
                        .collect(Collectors.toSet());
                int next = i + 1;
                while (next < rest.size() && rest.get(next) instanceof ToolExecutionResultMessage result) {
                    assertThat(called.remove(result.id()))
                            .as("a result has its call")
                            .isTrue();
                    next++;
                }
                assertThat(called).as("a call has its result").isEmpty();
                boolean tools = next > i + 1;
                assertThat(next == rest.size()
                                || (tools
                                        ? !(rest.get(next) instanceof ToolExecutionResultMessage)
                                        : rest.get(next) instanceof UserMessage))
                        .as("user and model take turns")
                        .isTrue();
            } else if (rest.get(i) instanceof UserMessage) {
                assertThat(i + 1 == rest.size() || rest.get(i + 1) instanceof AiMessage)
                        .as("user and model take turns")
                        .isTrue();
            }
        }
        if (tokens(request) > limit) {
            int lastTurn = transcript.size();
            while (lastTurn > last && !(transcript.get(lastTurn - 1) instanceof AiMessage)) {
                lastTurn--;
            }
            assertThat(rest.size())
                    .as("nothing is left to leave out")
                    .isEqualTo(1 + (lastTurn > last ? transcript.size() - lastTurn + 1 : 0));
        }
    }

    private void randomTranscript(Random random) {
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
                        transcript.add(new Call.Block(run++, "", Call.Closing.AS_MEANT).reply(output));
                    }
                    case 1 -> turn(run++, output);
                    default -> {
                        List<ToolExecutionRequest> calls = IntStream.range(0, 1 + random.nextInt(3))
                                .mapToObj(each -> call("c" + each))
                                .toList();
                        transcript.add(AiMessage.from(calls));
                        calls.forEach(call -> transcript.add(new Call.Tool(call).reply(output)));
                    }
                }
            }
            if (question < asked) {
                transcript.add(AiMessage.from("answer " + "and so on ".repeat(random.nextInt(100))));
            }
        }
    }

    private void question(String text) {
        questions.add(transcript.size());
        transcript.add(UserMessage.from(text));
    }

    private void turn(int run, String output) {
        transcript.add(AiMessage.from(call("id" + run)));
        transcript.add(result(run, output));
    }

    private static ChatMessage result(int run, String output) {
        return new Call.Python(run, call("id" + run)).reply(output);
    }

    private static ToolExecutionRequest call(String id) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("python")
                .arguments("{\"code\":\"1\"}")
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
