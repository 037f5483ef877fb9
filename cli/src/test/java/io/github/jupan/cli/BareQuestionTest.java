package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    void codeCanStandOnTheCommandLine() {
        assertThat(new Program().run("run", "-c", "sum(range(101))").out()).isEqualTo("5050\n");
        assertThat(new Program().run("run").err()).contains("there is no program");
    }
}
