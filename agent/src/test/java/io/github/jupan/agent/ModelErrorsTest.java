package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.jupan.agent.ModelException.Retry;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ModelErrorsTest {

    @Test
    void saysInOneLineWhatToDo() {
        expect(
                new AuthenticationException("{\"error\": {\"message\": \"Incorrect\\nAPI key: \\\"x\\\"\"}}"),
                "The provider refused the API key; check it. Incorrect API key: \"x\"",
                Retry.WILL_NOT_HELP);
        expect(
                new ModelNotFoundException("model 'x' not found"),
                "The provider has no such model; check its name. model 'x' not found",
                Retry.WILL_NOT_HELP);
        expect(
                new RuntimeException(new ConnectException()),
                "The model's server cannot be reached; check the network, its address, and that it runs.",
                Retry.MAY_HELP);
        expect(
                new RuntimeException(new HttpException(503, "busy\n\nnow")),
                "The provider failed; ask again later. (HTTP 503) busy now",
                Retry.MAY_HELP);
        expect(new IllegalStateException("odd"), "The model failed: odd", Retry.MAY_HELP);
    }

    @Test
    void knowsARefusalOfTools() {
        assertThat(ModelErrors.refusesTools(new InvalidRequestException("gemma does not support tools")))
                .isTrue();
        assertThat(ModelErrors.refusesTools(new RuntimeException(new HttpException(400, "tool_choice is not known"))))
                .isTrue();
        assertThat(ModelErrors.refusesTools(new UnsupportedFeatureException("Functions are not supported")))
                .isTrue();
        assertThat(ModelErrors.refusesTools(new InvalidRequestException("the context is too long")))
                .isFalse();
        assertThat(ModelErrors.refusesTools(new HttpException(500, "tools broke")))
                .isFalse();
    }

    private static void expect(Throwable error, String message, Retry retry) {
        ModelException found = ModelErrors.of(error);
        assertThat(found).hasMessage(message).hasCause(error);
        assertThat(found.retry()).isEqualTo(retry);
    }
}
