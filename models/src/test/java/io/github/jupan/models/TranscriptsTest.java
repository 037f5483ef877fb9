package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.models.Transcript.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptsTest {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path folder;

    @Test
    void readsTranscripts() throws IOException {
        Path file = write("""
            {"id": "a", "question": "1+1?", "expected": "2", "steps": [{"text": "Add.", "code": "1+1", "output": "2"}, {"text": "2"}]}

            {"id": 7, "question": "hm?", "steps": [{"text": "hm"}]}\
            """);
        assertThat(Transcripts.readAll(file))
                .containsExactly(
                        new Transcript(
                                "a",
                                "1+1?",
                                Optional.of("2"),
                                List.of(step("Add.", "1+1", "2"), new Step("2", Optional.empty(), Optional.empty()))),
                        new Transcript(
                                "7",
                                "hm?",
                                Optional.empty(),
                                List.of(new Step("hm", Optional.empty(), Optional.empty()))));
    }

    @Test
    void readsAJournal() throws IOException {
        Path file = write("""
            {"type":"asked","text":"q1","mode":"code","documents":[]}
            {"type":"turn_start","turn":1}
            {"type":"thinking","text":"hm"}
            {"type":"text","text":"Let "}
            {"type":"text","text":"me."}
            {"type":"code_start","run":1,"marker":"```python"}
            {"type":"code","run":1,"text":"print(1)\\n"}
            {"type":"code","run":1,"text":"2"}
            {"type":"turn_end","turn":1}
            {"type":"copy_suspected","run":1}
            {"type":"run_start","run":1,"code":"print(1)\\n2"}
            {"type":"output","run":1,"stream":"stdout","text":"1\\n"}
            {"type":"run","run":1,"status":"completed","value":"2","stdout":"1\\n","stderr":"","error":null}
            {"type":"turn_start","turn":2}
            {"type":"code_start","run":2,"marker":"tool call"}
            {"type":"code","run":2,"text":"1/0"}
            {"type":"turn_end","turn":2}
            {"type":"run_start","run":2,"code":"1/0"}
            {"type":"run","run":2,"status":"raised","value":null,"stdout":"","stderr":"","error":{"type":"ZeroDivisionError","message":"m","traceback":"Traceback\\nZeroDivisionError: m"}}
            {"type":"turn_start","turn":3}
            {"type":"text","text":"It is 2."}
            {"type":"turn_end","turn":3}
            {"type":"end","outcome":"answered","text":"It is 2."}
            {"type":"asked","text":"q2","mode":"code","documents":[]}
            {"type":"turn_start","turn":1}
            {"type":"code_start","run":3,"marker":"```"}
            {"type":"code","run":3,"text":"a"}
            {"type":"code_start","run":4,"marker":"```"}
            {"type":"code","run":4,"text":"print('b', end='')\\n3"}
            {"type":"turn_end","turn":1}
            {"type":"run_start","run":3,"code":"a"}
            {"type":"run","run":3,"status":"limit","value":null,"stdout":"part","error":null}
            {"type":"run_start","run":4,"code":"print('b', end='')\\n3"}
            {"type":"run","run":4,"status":"completed","value":"3","stdout":"b","error":null}
            {"type":"later","version":"will know"}
            {"type":"end","outcome":"step_limit"}
            {"type":"asked","text":"q3","mode":"code","documents":[]}
            {"type":"turn_start","turn":1}
            {"type":"text","text":"broken off"}
            """);
        assertThat(Transcripts.readAll(file))
                .containsExactly(
                        new Transcript(
                                "1",
                                "q1",
                                Optional.of("It is 2."),
                                List.of(
                                        step("Let me.", "print(1)\n2", "1\n2"),
                                        step("", "1/0", "Traceback\nZeroDivisionError: m"),
                                        new Step("It is 2.", Optional.empty(), Optional.empty()))),
                        new Transcript(
                                "2",
                                "q2",
                                Optional.empty(),
                                List.of(
                                        new Step("", Optional.of("a"), Optional.empty()),
                                        step("", "print('b', end='')\n3", "b\n3"))),
                        new Transcript(
                                "3",
                                "q3",
                                Optional.empty(),
                                List.of(new Step("broken off", Optional.empty(), Optional.empty()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\"                                        | this is no JSON",
                "[1]                                            | expected a JSON object",
                "{\"question\":\"q\"}                           | a session has \"steps\", a list of at least one",
                "{\"steps\":[{\"text\":\"x\"}]}                 | \"question\" is missing",
                "{\"question\":1,\"steps\":[{\"text\":\"x\"}]}  | \"question\" must be a text",
                "{\"question\":\"q\",\"steps\":[]} {}           | this is no JSON"
            })
    void namesFileAndLineOfWhatIsMalformed(String line, String what) throws IOException {
        Path file = write("{\"question\":\"q\",\"steps\":[{\"text\":\"x\"}]}\n\n" + line + "\n");
        assertThatThrownBy(() -> Transcripts.readAll(file))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessageStartingWith(file + ", line 3: " + what)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesAFileWithoutSessionsAndAJournalWithAToolCall() throws IOException {
        Path empty = write("\n");
        assertThatThrownBy(() -> Transcripts.readAll(empty)).hasMessage(empty + " holds no recorded session");
        Path tool = write("{\"type\":\"asked\",\"text\":\"q\"}\n{\"type\":\"tool_start\",\"name\":\"weather\"}\n");
        assertThatThrownBy(() -> Transcripts.readAll(tool))
                .hasMessage(tool + ", line 2: a call of the tool weather cannot be replayed");
        assertThatThrownBy(() -> Transcripts.readAll(folder)).hasMessage(folder + " is a folder: name a file");
    }

    @Test
    void readsLazily() throws IOException {
        Path file = write("{\"question\":\"q\",\"steps\":[{\"text\":\"x\"}]}\nrubbish\n");
        try (Stream<Transcript> sessions = Transcripts.read(file)) {
            assertThat(sessions.findFirst().map(Transcript::question)).hasValue("q");
        }
    }

    @Test
    void readsTheRecordedSessions() {
        assertThat(Transcripts.readAll(SharedData.file("transcripts/mathcoder-70b-gsm8k.jsonl")))
                .hasSize(555);
        assertThat(Transcripts.readAll(SharedData.file("transcripts/tora-34b-gsm8k.jsonl")))
                .hasSize(1_318);
    }

    private static Step step(String text, String code, String output) {
        return new Step(text, Optional.of(code), Optional.of(output));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("sessions.jsonl"), text);
    }
}
