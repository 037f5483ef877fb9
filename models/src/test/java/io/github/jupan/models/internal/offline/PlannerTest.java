package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the planner does with a conversation's messages, whatever the question.
final class PlannerTest {

    private static final UserMessage QUESTION = UserMessage.from("How many r's are in strawberry?");
    private static final AiMessage CODE = AiMessage.from("```python\nword.count(\"r\")\n```");
    private static final Reply ANSWER = new Reply.Says("There are 3 r's in \"strawberry\".");

    @Test
    void asksForCodeAndComputesNothingItself() {
        assertThat(Planner.reply(List.of(QUESTION)))
                .isEqualTo(new Reply.Runs(
                        "I am asked how often \"r\" occurs in \"strawberry\".\nCounting is a job for code:",
                        "word = \"strawberry\"\nprint(word.count(\"r\"))"));
    }

    @Test
    void saysWhateverTheRunPrinted() {
        assertThat(Planner.reply(List.of(QUESTION, CODE, result("77"))))
                .isEqualTo(new Reply.Says("There are 77 r's in \"strawberry\"."));
    }

    @Test
    void readsAResultBetweenOtherWords() {
        UserMessage result =
                UserMessage.from("Here you are.\n<result run=\"1\">\n3\n</result>\n<reminder>Go on.</reminder>");

        assertThat(Planner.reply(List.of(QUESTION, CODE, result))).isEqualTo(ANSWER);
    }

    @Test
    void skipsAWarningBeforeTheResult() {
        UserMessage result = result("Warning: the code says \"a\", the conversation says \"b\". Correct it.\n3");

        assertThat(Planner.reply(List.of(QUESTION, CODE, result))).isEqualTo(ANSWER);
    }

    @Test
    void saysPlainlyThatTheRunFailed() {
        UserMessage traceback =
                result("Traceback (most recent call last):\n  File \"<code>\", line 1\nValueError: something is wrong");

        assertThat(Planner.reply(List.of(QUESTION, CODE, traceback)))
                .isEqualTo(new Reply.Says("The code did not come to a result, so I have no answer."));
    }

    @Test
    void givesNoNumberWhereARunWasStopped() {
        UserMessage stopped = result("12\nStopped at a limit: it was stopped after 10 s. Find a way with fewer steps.");

        assertThat(text(Planner.reply(List.of(QUESTION, CODE, stopped))))
                .isEqualTo("The code was stopped after 10 s, so I have no answer; a longer deadline may help.");
    }

    @Test
    void saysThatTheUserDidNotAllowTheRun() {
        UserMessage refused = result(
                "Not run: the user did not allow this code. Answer without it, or say what you" + " would need.");

        assertThat(text(Planner.reply(List.of(QUESTION, CODE, refused))))
                .isEqualTo("You did not allow the code to run, so I have no answer.");
    }

    @Test
    void readsAResultBehindWhatItIsTold() {
        for (String told : List.of(
                "Note: this conversation was taken up again, and not all earlier code could be run again.",
                "Variables that earlier code set are gone; define again what you need.")) {
            assertThat(text(Planner.reply(List.of(QUESTION, CODE, result(told + "\n3")))))
                    .as(told)
                    .isEqualTo(text(Planner.reply(List.of(QUESTION, CODE, result("3")))))
                    .doesNotContain("expected");
        }
    }

    @Test
    void givesNoNumberWhereNoneWasPrinted() {
        assertThat(text(Planner.reply(List.of(QUESTION, CODE, result("three")))))
                .isEqualTo("The run gave something other than I expected (three), so I do not answer from it.");
        assertThat(text(Planner.reply(List.of(QUESTION, CODE, result(""))))).doesNotContainPattern("\\d");
    }

    @Test
    void takesAToolsErrorForAFailure() {
        ToolExecutionResultMessage failed = ToolExecutionResultMessage.builder()
                .id("call_1")
                .toolName("python")
                .text("3")
                .isError(true)
                .build();

        assertThat(text(Planner.reply(List.of(QUESTION, CODE, failed))))
                .startsWith("The code did not come to a result");
    }

    @Test
    void answersTheQuestionBeforeAReminder() {
        UserMessage reminder = UserMessage.from("<reminder>Run code now.</reminder>");

        assertThat(Planner.reply(List.of(QUESTION, CODE, reminder))).isEqualTo(Planner.reply(List.of(QUESTION)));
    }

    @Test
    void forgetsTheResultOfAnEarlierQuestion() {
        UserMessage next = UserMessage.from("How many b's are in strawberry?");

        assertThat(Planner.reply(List.of(QUESTION, CODE, result("3"), AiMessage.from("3."), next)))
                .isInstanceOf(Reply.Runs.class);
    }

    @Test
    void writesNoCodeWhereCodeIsOff() {
        List<ChatMessage> messages = List.of(SystemMessage.from("Answer.\n\nCode is not available.\n"), QUESTION);

        assertThat(Planner.reply(messages)).isInstanceOf(Reply.Wonders.class);
        assertThat(text(Planner.reply(messages))).contains("with code only").doesNotContain("```");
    }

    @Test
    void namesADocumentAsThePromptDoes() {
        SystemMessage prompt = SystemMessage.from("Documents:\n"
                + "- documents[\"moby dick.txt\"]: 1234567 characters, begins \"Call me \\\"Ishmael\\\"]: 12\"");

        assertThat(Planner.reply(List.of(prompt, UserMessage.from("how many times does the word whale occur?"))))
                .isEqualTo(new Reply.Runs(
                        "I am asked how often the word \"whale\" occurs in moby dick.txt.\nCounting is a job for code:",
                        """
                        text = documents["moby dick.txt"]
                        text = text.lower()
                        wanted = "whale".lower()
                        count = 0
                        at = text.find(wanted)
                        while at >= 0:
                            end = at + len(wanted)
                            inside = any(c.isalnum() or c == "_" for c in text[max(at - 1, 0):at] + text[end:end + 1])
                            count += not inside
                            at = text.find(wanted, at + 1 if inside else end)
                        print(count)\
                        """));
    }

    @Test
    void takesALongTextFromTheMessageInsteadOfTypingIt() {
        String text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of"
                + " foolishness.";

        assertThat(Planner.reply(List.of(UserMessage.from("How many words are in the following text: " + text))))
                .isInstanceOfSatisfying(
                        Reply.Runs.class,
                        runs -> assertThat(runs.code())
                                .isEqualTo("text = message.split(\":\", 1)[1].strip()\nprint(len(text.split()))"));
    }

    @Test
    void saysThatATextIsTooLong() {
        UserMessage question = UserMessage.from("How many r's are in \"" + "r ".repeat(20_000) + "\"?");

        assertThat(text(Planner.reply(List.of(question)))).contains("too long").doesNotContain("\n");
    }

    @Test
    void saysInOneSentenceHowToGetAModel() {
        String said = text(Planner.reply(List.of(UserMessage.from("hello"))));

        assertThat(said)
                .contains("`jupan models pull qwen2.5-coder-1.5b`", "--model")
                .doesNotContain("\n");
        for (String table : List.of("english.txt", "korean.txt")) {
            assertThat(Language.called(Language.read(table), "bin/jupan"))
                    .contains("`bin/jupan models pull")
                    .doesNotContain("`jupan ", "./jupan");
        }
    }

    @Test
    void isPatientWithAnOddSentenceOnlyForSoLong() {
        long start = System.nanoTime();

        Reply reply = Planner.reply(List.of(UserMessage.from("strawberry에 r이 ".repeat(1000) + "몇 개야?")));

        assertThat(reply).isInstanceOf(Reply.Wonders.class);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    private static UserMessage result(String text) {
        return UserMessage.from("<result run=\"1\">\n" + text + "\n</result>");
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Says says -> says.text();
            case Reply.Wonders wonders -> wonders.text();
            case Reply.Runs runs -> throw new AssertionError("it asked for code: " + runs);
        };
    }
}
