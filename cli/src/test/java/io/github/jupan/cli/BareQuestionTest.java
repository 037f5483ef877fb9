package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.terminal.StandardStream;
import org.junit.jupiter.api.Test;

class BareQuestionTest {

    @Test
    void aQuestionNeedsNoCommand() {
        assertThat(new Program().run("-q", "What is 17 * 23?").out()).isEqualTo("17 * 23 = 391\n");
        assertThat(new Program()
                        .run("-m", "offline", "-q", "What is", "17 * 23?")
                        .out())
                .isEqualTo("17 * 23 = 391\n");
        assertThat(new Program()
                        .run("--quiet", "--model=offline", "--", "What is 17 * 23?")
                        .exit())
                .isZero();
    }

    @Test
    void whatIsPipedInIsTheQuestionOrADocumentBesideOne() {
        assertThat(new Program().in("What is 17 * 23?\n").run("-q").out()).isEqualTo("17 * 23 = 391\n");
        assertThat(new Program().in("What is 17 * 23?\n").run("ask", "-q").out())
                .isEqualTo("17 * 23 = 391\n");
        assertThat(new Program()
                        .in("whale whale")
                        .run("-q", "how many times does the word whale occur?")
                        .out())
                .contains("2");
    }

    @Test
    void aWordThatIsNearlyACommandIsNoQuestion() {
        assertThat(new Program().run("modles").err())
                .isEqualTo("jupan: unknown command modles, did you mean models? A question goes behind ask: jupan ask"
                        + " \"modles\"\n");
        assertThat(new Program().run("aks", "-q", "x").exit()).isEqualTo(2);
    }

    @Test
    void aQuestionGoesOnWithASessionThatIsNamed() {
        Program program = new Program().terminals(StandardStream.OUT);
        assertThat(program.run("--resume", "nosuch", "x?").err())
                .isEqualTo("jupan: there is no session nosuch; jupan sessions lists them\n");
        assertThat(program.run("-m", "offline", "What is 17 * 23?").exit()).isZero();
        assertThat(program.run("-m", "offline", "What is 2 + 3?").exit()).isZero();
        String first = program.run("sessions").out().lines().toList().getLast();
        assertThat(first).contains("1 question ", "What is 17 * 23?");
        assertThat(program.run("--resume", first.split(" ", 2)[0], "What is 2 * 4?")
                        .out())
                .contains("8");
        assertThat(program.run("sessions").out().lines().toList().getFirst()).contains("2 questions", "17 * 23?");
    }

    @Test
    void anOptionThatIsNearlyOneGetsAHint() {
        assertThat(new Program().run("--temprature", "0", "x?").err())
                .startsWith("jupan: unknown option --temprature, did you mean --temperature?");
        assertThat(new Program().run("--best-off=3", "x?").err()).contains("did you mean --best-of?");
        assertThat(new Program().run("ask", "--modle", "offline", "x?").err()).contains("did you mean --model?");
        assertThat(new Program().run("serve", "--potr", "1").err()).contains("did you mean --port?");
        assertThat(new Program().run("--nonsense", "x?").err()).doesNotContain("did you mean");
    }

    @Test
    void codeCanStandOnTheCommandLine() {
        assertThat(new Program().run("run", "-c", "sum(range(101))").out()).isEqualTo("5050\n");
        assertThat(new Program().run("run").err()).contains("there is no program");
    }
}
