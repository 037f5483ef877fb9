package io.github.jupan.temporal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Question;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a durable question takes beside a plain one, by hand: the same two turns and one run of a model and
/// a sandbox that take no time, one after the other, so often. The server is the one that
/// `-Djupan.temporal=` names.
final class QuestionOverhead {

    private QuestionOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        List<Long> plain = new ArrayList<>();
        List<Long> durable = new ArrayList<>();
        long events = 0;
        long bytes = 0;
        TinySandbox sandbox = new TinySandbox();
        try (TestTemporal temporal = TestTemporal.real().orElseThrow();
                TemporalServer server = TemporalServer.connect(temporal.address())) {
            WorkerFactory factory = WorkerFactory.newInstance(server.client());
            WorkerOptions options = TemporalWorker.options(4);
            QuestionWorker worker = QuestionWorker.in(
                    factory,
                    factory.newWorker(TemporalServer.TASK_QUEUE, options),
                    options,
                    server,
                    new OneModel(new Instant()),
                    sandbox);
            factory.start();
            for (int i = 0; i < times + 10; i++) {
                long start = System.nanoTime();
                try (var conversation =
                        Agent.builder(new Instant()).sandbox(sandbox).build().open()) {
                    conversation.ask(new Question("Count", Map.of(), Optional.empty()), event -> {});
                }
                long between = System.nanoTime();
                String id = UUID.randomUUID().toString();
                new DurableQuestions(server)
                        .start(DurableQuestion.of("Count"), id)
                        .await(event -> {});
                if (i >= 10) {
                    plain.add(between - start);
                    durable.add(System.nanoTime() - between);
                    List<HistoryEvent> history =
                            server.client().fetchHistory("question-" + id).getEvents();
                    events = history.size();
                    bytes = history.stream()
                            .mapToLong(HistoryEvent::getSerializedSize)
                            .sum();
                }
            }
            factory.shutdownNow();
            worker.close();
        }
        System.out.printf(
                "%d times: plain %.1f ms, durable %.1f ms (from %.1f to %.1f); %d events, %d bytes of history%n",
                times, at(plain, 0.5), at(durable, 0.5), at(durable, 0.05), at(durable, 0.95), events, bytes);
        System.exit(0);
    }

    private static double at(List<Long> nanos, double part) {
        return nanos.stream().sorted().toList().get((int) (part * (nanos.size() - 1))) / 1e6;
    }

    private static final class Instant implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            boolean first = request.messages().stream().noneMatch(AiMessage.class::isInstance);
            String text = first ? "I count.\n```python\nx = 3\nx\n```" : "There are 3 r's in strawberry.";
            for (String word : text.split("(?<= )")) {
                handler.onPartialResponse(word);
            }
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .finishReason(FinishReason.STOP)
                    .tokenUsage(new TokenUsage(400, 20))
                    .build());
        }
    }
}
