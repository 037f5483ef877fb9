package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UseCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"Use code: 2 + 2", "please USE  code", "코드를 사용해서 세어줘", "코드를 써서", "코드로 계산해"})
    void hearsTheWish(String question) {
        assertThat(UseCode.isWished(question)).isTrue();
    }

    @Test
    void hearsItInALongQuestion() {
        String log = "user 코 used\n".repeat(100_000);
        assertThat(UseCode.isWished(log)).isFalse();
        assertThat(UseCode.isWished(log + "use code")).isTrue();
        assertThat(UseCode.isWished(log + "don't use code")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reuse code", "use codec", "Don't use code", "do not use code", "code", "코드가 뭐야", "코드를 사용하지 말고"})
    void hearsNoOther(String question) {
        assertThat(UseCode.isWished(question)).isFalse();
    }
}
