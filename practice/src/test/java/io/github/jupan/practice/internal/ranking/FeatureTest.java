package io.github.jupan.practice.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Rollout.Status;
import io.github.jupan.practice.ranking.Ranked;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {

    @Test
    void countsWhatAReaderSees() {
        Rollout rollout = Ranked.rollout(
                "First.\n\nWait, let me check.\n",
                List.of(Status.RAISED, Status.LIMIT, Status.COMPLETED, Status.COMPLETED),
                " 12 and 3 ",
                List.of(
                        new Evidence("12", 1, 3, new Source.Computed(3)),
                        new Evidence("3", 8, 9, new Source.Neither())));
        assertThat(Feature.LENGTH.of(rollout)).isCloseTo(Math.log(1 + 28 + 4), within(1e-12));
        assertThat(Feature.ANSWER_LENGTH.of(rollout)).isCloseTo(Math.log(1 + 8), within(1e-12));
        assertThat(Feature.STEPS.of(rollout)).isCloseTo(Math.log(3), within(1e-12));
        assertThat(Feature.RUNS.of(rollout)).isCloseTo(Math.log(5), within(1e-12));
        assertThat(Feature.FAILED_RUNS.of(rollout)).isCloseTo(Math.log(3), within(1e-12));
        assertThat(Feature.REPAIRS.of(rollout)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Feature.COMPUTED_SHARE.of(rollout)).isEqualTo(0.5);
        assertThat(Feature.SELF_CHECKS.of(rollout)).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void wordsOfCheckingOneselfAreInSeveralLanguages() {
        for (String said : List.of("I double-checked it", "다시 세 보자", "검산: 4", "Verify", "make sure that")) {
            assertThat(Feature.SELF_CHECKS.of(Ranked.rollout(said, "")))
                    .as(said)
                    .isPositive();
        }
        assertThat(Feature.SELF_CHECKS.of(Ranked.rollout("a checkered waiter", "")))
                .isZero();
    }

    @Test
    void aWordIsThereOrNotHoweverOftenItIsSaid() {
        double[] once = Features.of(Ranked.rollout("hm 사과", "1"));
        double[] often = Features.of(Ranked.rollout("Hm, HM! 사과", "1"));
        int words = Features.COUNT - Features.BUCKETS;
        assertThat(Arrays.copyOfRange(often, words, Features.COUNT))
                .isEqualTo(Arrays.copyOfRange(once, words, Features.COUNT));
        assertThat(Arrays.stream(once, words, Features.COUNT).sum()).isEqualTo(2);
    }

    @Test
    void everyFeatureIsFoundByItsName() {
        for (int i = 0; i < Features.COUNT; i++) {
            assertThat(Features.index(Features.name(i))).hasValue(i);
        }
        assertThat(Features.index("beauty")).isEmpty();
    }
}
