package io.github.jupan.bench.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenBenchmarkTest {

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "TOOL_CALLS"})
    void measuresAWholeAnswer(Dialect dialect) {
        var benchmark = new TokenBenchmark();
        benchmark.tokens = 1_000;
        benchmark.dialect = dialect;
        benchmark.prepare();
        assertThat(benchmark.throughAgent())
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.text())
                                .isEqualTo(new ReplayedAnswer(1_000).text())
                                .contains("```sql"));
    }
}
