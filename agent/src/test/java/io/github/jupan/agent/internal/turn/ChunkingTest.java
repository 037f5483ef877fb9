package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Pieces;
import io.github.jupan.agent.SharedData;
import io.github.jupan.agent.internal.UserTools;
import io.github.jupan.agent.internal.text.TextReader.Looking;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import io.github.jupan.testkit.Chunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any chunking of a text gives the same events: for every marker at every pair of places, for recorded sessions at
/// random ones.
class ChunkingTest {

    private static final List<String> CORPUS = List.of(
            "I count.\n```python\n'a' * 3\n```\nIt is 7.",
            "~~~ Python3 title=x\n~x\n~~~~\r\nrest",
            "````py\r\nx = '''\n````\n'''\r\n````\r\n```",
            "1. So:\n   ```tool_code\n   if x:\n     y\n\n   ```output\n7",
            "I say: ```python\nx\n``",
            "```js\n```python\nx\n```\n<code>y</code> z",
            "a < b <c <co <code>x < '</code>'</cod</code>!",
            "<execute>\r\nx</exec</execute>Observation: 7",
            "`<use_code>` <use_code>\nx\n</use_code>",
            "<|python_start|>x<|python_end|><|output_start|>7<|output_end|>",
            "<|python_tag|>x <|eom|><|eot_id|>7",
            "<|python_tag|>x <|eom_id",
            "So\n<tool_call>\n{\"name\": \"python\", \"arguments\": {\"code\": \"x\\n\\\"<b>\\\"\"}}\n</tool_call>\n7",
            "<function=python><parameter=code>\nx</para\n</parameter></function> 7",
            "[TOOL_CALLS]python[ARGS]{\"code\": \"x\"}[TOOL_CALLS]a[ARGS]{}",
            "{\"name\": \"python\", \"arguments\": {\"code\": \"x\"}}\n{\"name\": \"q\"}",
            "hm\n```python\nx\n```\n</think>\n<code>\ny</code>",
            "<think>a <b </thin</think>\n\n ```python\n x\n ```\n",
            "x <think> \n <think>\n```python\n</think>각\uD83D\uDE00<think>",
            "각\uD83D\uDE00<code>'\uD83D\uDE00'</code>\uD83D\uDE00");

    @Test
    void everyMarkerAtEveryPairOfPlaces() {
        int chunkings = 0;
        for (String text : CORPUS) {
            List<AgentEvent> whole = events(List.of(text));
            for (int i = 0; i <= text.length(); i++) {
                for (int j = i; j <= text.length(); j++) {
                    List<String> pieces = List.of(text.substring(0, i), text.substring(i, j), text.substring(j));
                    assertThat(events(pieces)).as("%s", pieces).isEqualTo(whole);
                    chunkings++;
                }
            }
            assertThat(events(Chunks.single().of(text))).isEqualTo(whole);
        }
        System.out.println("ChunkingTest: " + CORPUS.size() + " texts of our own, " + chunkings + " chunkings");
    }

    @Test
    void recordedSessionsInRandomPieces() throws IOException {
        long seed = new Random().nextLong();
        int turns = 0;
        int chunkings = 0;
        for (String text : recorded()) {
            turns++;
            List<AgentEvent> whole = events(List.of(text));
            for (Chunks chunks :
                    List.of(Chunks.single(), Chunks.random(seed + turns, 4), Chunks.random(seed + turns, 40))) {
                assertThat(events(chunks.of(text)))
                        .as("seed %s, turn %s", seed, turns)
                        .isEqualTo(whole);
                chunkings++;
            }
        }
        System.out.println(
                "ChunkingTest: seed " + seed + ", " + turns + " recorded turns, " + chunkings + " chunkings");
        assertThat(turns).isGreaterThan(3_000);
    }

    private static List<String> recorded() throws IOException {
        List<String> turns = new ArrayList<>();
        for (String file : List.of("mathcoder-70b-gsm8k", "tora-34b-gsm8k")) {
            for (JsonNode session : SharedData.lines("transcripts/" + file + ".jsonl")) {
                for (JsonNode step : session.get("steps")) {
                    String text = step.get("text").textValue();
                    turns.add(
                            step.has("code")
                                    ? text + "\n```python\n" + step.get("code").textValue() + "\n```\n```output\n"
                                            + step.path("output").asText() + "\n```\n"
                                    : text);
                }
            }
        }
        for (String file :
                List.of("Mixtral-8x7B-Instruct-v0.1__max5__reasoning_math", "claude-2__max5__reasoning_gsm8k")) {
            for (JsonNode session : SharedData.lines("misbehaviour/" + file + ".jsonl")) {
                for (JsonNode message : session.get("state").get("history")) {
                    if (message.get("role").textValue().equals("assistant")) {
                        turns.add(message.get("content").textValue());
                    }
                }
            }
        }
        return turns;
    }

    private static List<AgentEvent> events(List<String> pieces) {
        return Arrays.stream(ThoughtOpening.values())
                .flatMap(opening -> events(pieces, opening).stream())
                .toList();
    }

    /// The events of a turn, neighbouring pieces joined.
    private static List<AgentEvent> events(List<String> pieces, ThoughtOpening opening) {
        List<AgentEvent> events = new ArrayList<>();
        Events sink = new Events(event -> {}, event -> add(events, event));
        TurnReader turn = new TurnReader(sink, () -> 1, new UserTools(List.of()), Looking.FOR_CALLS, opening, "c0000");
        for (String piece : pieces) {
            TurnReader.Wants wants = turn.read(new Signal.Text(piece));
            if (wants == TurnReader.Wants.END || wants == TurnReader.Wants.NOTHING) {
                break;
            }
        }
        Turn end = turn.end(null);
        for (Call call : end.calls()) {
            if (call instanceof Call.Python python) {
                python.readings().forEach(code -> add(events, new AgentEvent.RunStarted(python.run(), code)));
            }
        }
        add(events, new AgentEvent.Text(end.said()));
        return events;
    }

    private static void add(List<AgentEvent> events, AgentEvent event) {
        AgentEvent joined = events.isEmpty() ? null : Pieces.join(events.getLast(), event);
        if (joined == null) {
            events.add(event);
        } else {
            events.set(events.size() - 1, Objects.requireNonNull(joined));
        }
    }
}
