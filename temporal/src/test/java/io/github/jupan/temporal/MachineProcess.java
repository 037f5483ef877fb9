package io.github.jupan.temporal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A worker in a process of its own, which writes down what it begins and ends: `turn 2 begins 4711`. Its
/// model knows by the request which turn it is, and takes seconds for the second; so does the program
/// `slow`.
final class MachineProcess {

    static final List<String> TURNS =
            List.of("```python\nx = 7\nx\n```", "Now it takes its time.\n```python\nslow\n```", "It is 7.");

    private MachineProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Log log = new Log(Path.of(arguments[1]));
        TemporalServer server = TemporalServer.connect(TemporalAddress.of(arguments[0]));
        WorkerFactory factory = WorkerFactory.newInstance(server.client());
        WorkerOptions options = TemporalWorker.options(4);
        QuestionWorker.in(
                factory,
                factory.newWorker(TemporalServer.TASK_QUEUE, options),
                options,
                server,
                new OneModel(new Slow(log)),
                new SlowSandbox(log));
        factory.start();
        log.add("worker begins");
        Thread.currentThread().join();
    }

    private record Log(Path file) {
        private void add(String what) {
            try {
                Files.writeString(
                        file,
                        what + " " + ProcessHandle.current().pid() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private record Slow(Log log) implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            int turn = 1
                    + (int) request.messages().stream()
                            .filter(AiMessage.class::isInstance)
                            .count();
            String text = TURNS.get(turn - 1);
            log.add("turn " + turn + " begins");
            for (String word : text.split("(?<= )")) {
                handler.onPartialResponse(word);
                sleep(turn == 2 ? 500 : 0);
            }
            log.add("turn " + turn + " ends");
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .finishReason(FinishReason.STOP)
                    .tokenUsage(new TokenUsage(10, 5))
                    .build());
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record SlowSandbox(Log log) implements Sandbox {
        @Override
        public Interpreter open(Limits limits) {
            Interpreter tiny = new TinySandbox().open(limits);
            return new Interpreter() {
                @Override
                public State bind(String name, Binding value) {
                    return tiny.bind(name, value);
                }

                @Override
                public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                    if (!code.strip().equals("slow")) {
                        return tiny.run(code, listener, cancellation);
                    }
                    log.add("run begins");
                    sleep(3_000);
                    log.add("run ends");
                    return tiny.run("x", listener, cancellation);
                }

                @Override
                public void close() {
                    tiny.close();
                }
            };
        }

        @Override
        public void close() {}
    }
}
