package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.SharedData;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sessions in which models wrote several blocks in a turn, left one open, and went on as if they had seen a result.
@Timeout(900)
class MisbehaviourTest {

    private static final List<String> FILES = List.of(
            "misbehaviour/Mixtral-8x7B-Instruct-v0.1__max5__reasoning_math.jsonl",
            "misbehaviour/claude-2__max5__reasoning_gsm8k.jsonl");

    /// A tag with text behind it in the middle of a line, and none that closes it there, is only spoken of.
    private static final Pattern BLOCK =
            Pattern.compile("(?s)<execute>(?:(?<=(?:^|\\n)[ \\t]{0,20}<execute>)|(?=[ \\t]*\\n)|(?=[^\\n]*</execute>))"
                    + "[ \\t]*\\n?(?<tagged>.*?)(?:</execute>|\\z)|```python\\n(?<fenced>.*?)\\n```\\n");

    /// Mixtral was told to think so; what it thinks is not kept.
    private static final Pattern THOUGHT = Pattern.compile("(?sm)^([ \\t]*)<thought>.*?(?:</thought>\\s*|\\z)");

    /// What a model claims to have seen, or concludes, right after a block that had not run yet.
    private static final Pattern FORGED = Pattern.compile(
            "(?i)<observation>|observation:|<solution>|\\b(?:output|result) (?:of|is|should)\\b|the answer is");

    /// A turn as this test reads it, with a pattern over the whole text.
    ///
    /// @param kept what may reach the transcript
    /// @param after what the model wrote after its first block
    record Reading(String kept, String code, String after, boolean closed) {
        static Reading of(String written) {
            String turn = THOUGHT.matcher(written).replaceAll("$1");
            Matcher block = BLOCK.matcher(turn);
            if (!block.find()) {
                return new Reading(turn, "", "", true);
            }
            String tagged = block.group("tagged");
            String code = tagged == null ? block.group("fenced") : withoutLastBreak(tagged);
            String before = turn.substring(0, block.start());
            boolean closed = tagged == null || block.group().endsWith("</execute>");
            return new Reading(
                    before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + "```python\n" + code + "\n```",
                    code,
                    turn.substring(block.end()),
                    closed);
        }

        boolean runs() {
            return BLOCK.matcher(kept + "\n").find();
        }

        private static String withoutLastBreak(String code) {
            return code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
        }
    }

    /// Gives every snippet a value that no model could have guessed.
    private static final class Oracle implements Sandbox {
        private final List<String> ran = new ArrayList<>();

        @Override
        public Interpreter open(Limits limits) {
            return new Interpreter() {
                @Override
                public State bind(String name, Binding value) {
                    return State.KEPT;
                }

                @Override
                public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                    ran.add(code);
                    return new Execution.Completed(value(ran.size()), Execution.Output.NONE, Duration.ofMillis(1));
                }

                @Override
                public void close() {}
            };
        }

        private static String value(int run) {
            return "<oracle " + run + ">";
        }

        @Override
        public void close() {}
    }

    @Test
    void noForgedResultReachesTheTranscript() throws IOException {
        long seed = new Random().nextLong();
        int sessions = 0;
        int turns = 0;
        int ran = 0;
        int unclosed = 0;
        int cut = 0;
        int blocksCut = 0;
        int forged = 0;
        for (String file : FILES) {
            for (JsonNode session : SharedData.lines(file)) {
                List<Reading> expected = new ArrayList<>();
                List<Script> script = new ArrayList<>();
                for (JsonNode message : session.get("state").get("history")) {
                    String text = message.get("content").textValue();
                    if (message.get("role").textValue().equals("assistant") && !text.isBlank()) {
                        expected.add(Reading.of(text));
                        script.add(Script.say(text));
                    }
                }
                play(script, expected, seed + sessions);
                sessions++;
                turns += expected.size();
                for (Reading turn : expected) {
                    ran += turn.runs() ? 1 : 0;
                    unclosed += turn.closed() ? 0 : 1;
                    cut += turn.after().isBlank() ? 0 : 1;
                    blocksCut += (int) BLOCK.matcher(turn.after()).results().count();
                    forged += FORGED.matcher(turn.after()).find() ? 1 : 0;
                }
            }
        }
        System.out.println("MisbehaviourTest: seed " + seed + "; " + sessions + " sessions and " + turns
                + " turns played; " + ran + " blocks ran, " + unclosed + " of them unclosed; " + cut
                + " turns were cut after their block, with " + blocksCut + " more blocks and " + forged
                + " forged observations or conclusions, all refused");
        assertThat(List.of(sessions, turns, ran)).containsExactly(148, 411, 260);
        assertThat(forged).isGreaterThan(50);
    }

    private static void play(List<Script> script, List<Reading> expected, long seed) {
        Oracle oracle = new Oracle();
        Recording<AgentEvent> heard = new Recording<>();
        script.add(Script.say("The end."));
        ScriptedModel model = ScriptedModel.of(Chunks.random(seed, 9), script.toArray(Script[]::new));
        try (model;
                Agent agent = Agent.builder(model)
                        .sandbox(oracle)
                        .dialect(Dialect.TEXT)
                        .thinking(ThinkingStart.BY_MODEL)
                        .budget(new Budget(20, Duration.ofMinutes(1), 1_000_000))
                        .build();
                Conversation conversation = agent.open()) {
            while (model.requests().size() < script.size()) {
                conversation.ask(Question.of("Go on."), heard::accept);
            }
        }
        List<ChatMessage> transcript = new ArrayList<>();
        List<String> code = new ArrayList<>();
        transcript.add(UserMessage.from("Go on."));
        for (Reading turn : expected) {
            transcript.add(AiMessage.from(turn.kept()));
            if (turn.runs()) {
                code.add(turn.code());
                transcript.add(UserMessage.from("<result run=\"" + code.size() + "\">\n" + Oracle.value(code.size())
                        + "\n</result>" + (turn.closed() ? "" : "\n" + Prompt.REMINDER_UNCLOSED.text())
                        + "\n" + Prompt.ANSWER_BEGINS.with("result", Oracle.value(code.size()))));
            } else {
                transcript.add(UserMessage.from("Go on."));
            }
        }
        List<ChatMessage> messages = model.requests().getLast().messages();
        assertThat(messages.subList(1, messages.size())).isEqualTo(transcript);
        assertThat(oracle.ran).isEqualTo(code);
        assertThat(heard.only(AgentEvent.RunStarted.class))
                .extracting(AgentEvent.RunStarted::code)
                .isEqualTo(code);
    }
}
