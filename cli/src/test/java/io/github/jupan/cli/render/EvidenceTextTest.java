package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {

    private static final List<Evidence> EVIDENCE = List.of(
            new Evidence("3", 0, 1, new Source.Computed(2)),
            new Evidence("10", 5, 7, new Source.Given()),
            new Evidence("3", 15, 16, new Source.Computed(2)),
            new Evidence("1,234", 21, 26, new Source.Neither()));

    @Test
    void namesEachSourceOnce() {
        assertThat(EvidenceText.sources(EVIDENCE).stream().map(StyledText::text))
                .containsExactly("✓ 3 computed by run 2", " · ", "10 from the question", " · ", "? 1,234 not computed");
    }

    @Test
    void countsWhatIsTooManyToName() {
        List<Evidence> many = IntStream.range(0, 9)
                .mapToObj(i -> new Evidence("" + i, 2 * i, 2 * i + 1, new Source.Given()))
                .toList();
        assertThat(EvidenceText.sources(many))
                .containsExactly(new StyledText(Style.DIM, "0, 1, 2, 3, 4, 5 and 3 more from the question"));
    }

    @Test
    void saysNothingOfAnAnswerWithoutNumbers() {
        assertThat(EvidenceText.sources(List.of())).isEmpty();
    }
}
