package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class RealResumeTest {

    @TempDir
    private Path folder;

    @Test
    void variablesFunctionsAndTextsAreThereAgain() {
        Path database = folder.resolve("sessions.db");
        try (Sandbox sandbox = new TestSandbox()) {
            String id;
            try (Sessions sessions = sessions(sandbox, database)) {
                Session session = sessions.open(SessionOptions.DEFAULT);
                id = session.id();
                var question = new Question(
                        "run words = documents['d'].split(); n = len(message)",
                        Map.of("d", "고래 whale"),
                        Optional.empty());
                session.ask(question, event -> {});
                session.run("def twice(x):\n    return 2 * x\n", event -> {}, new Cancellation());
                session.run("1 / 0", event -> {}, new Cancellation());
            }
            try (Sessions sessions = sessions(sandbox, database)) {
                assertThat(sessions.find(id).run("twice(len(words)), n, message[:3]", event -> {}, new Cancellation()))
                        .isInstanceOfSatisfying(
                                Execution.Completed.class,
                                completed -> assertThat(completed.value()).isEqualTo("(4, 52, 'run')"));
            }
        }
    }

    private static Sessions sessions(Sandbox sandbox, Path database) {
        return new Sessions(new ObedientModel(), sandbox, List.of(), ServerLimits.DEFAULT, database);
    }
}
