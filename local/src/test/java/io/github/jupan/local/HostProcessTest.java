package io.github.jupan.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HostProcessTest {

    @Test
    void killingTheHostLeavesNoModelBehind() throws Exception {
        Process host = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        TestModel.file().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = host.inputReader()) {
            assertThat(out.readLine()).isEqualTo("go");
            List<ProcessHandle> models = host.descendants().toList();
            assertThat(models).isNotEmpty().allMatch(ProcessHandle::isAlive);
            host.destroyForcibly();
            for (ProcessHandle model : models) {
                model.onExit().get(5, TimeUnit.MINUTES);
            }
        }
    }

    /// Another JVM that asks a model and says when it answers.
    static final class Host {

        private Host() {}

        public static void main(String[] arguments) throws Exception {
            LocalModel model = LocalModel.open(Path.of(arguments[0]), LocalOptions.defaults());
            Listener listener = new Listener();
            model.chat(
                    ChatRequest.builder()
                            .messages(UserMessage.from("Tell me a very long story, a thousand words or more."))
                            .build(),
                    listener);
            listener.awaitFirstPiece();
            System.out.println("go");
            listener.awaitWhole();
        }
    }
}
