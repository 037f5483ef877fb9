package io.github.jupan.bench.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.bench.tokens.WrittenBlock.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenBlockTest {

    @Test
    void aStatementRunsWhileTheNextIsWritten() {
        var block = new WrittenBlock(100, List.of(new Statement(20, 2), new Statement(100, 3)));
        assertThat(block.wonSeconds(10)).isEqualTo(2);
    }

    @Test
    void aLongStatementIsHiddenOnlyUpToTheEndOfTheBlock() {
        var block = new WrittenBlock(100, List.of(new Statement(20, 50), new Statement(100, 3)));
        assertThat(block.wonSeconds(10)).isEqualTo(8);
    }

    @Test
    void littleIsWonWithOneStatement() {
        assertThat(new WrittenBlock(100, List.of(new Statement(99, 3))).wonSeconds(1))
                .isEqualTo(1);
        assertThat(new WrittenBlock(100, List.of(new Statement(100, 3))).wonSeconds(1))
                .isZero();
    }
}
