package io.github.jupan.bench.tokens;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.local.LocalModel;
import io.github.jupan.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/// A model of its own beside llama.cpp's own server on the same file, in turn, both asked through the same
/// interface. `JUPAN_BENCH_MODEL` names the file.
public final class LocalTokens implements Row {

    private static final int CONTEXT_TOKENS = 4_096;
    private static final int SLOTS = 2;
    private static final int ANSWER_TOKENS = 64;
    private static final String RULE = "Think about what was asked, write a short program, and check its result. ";

    @Override
    public String name() {
        return "local";
    }

    @Override
    public String what() {
        return "a model in a process of jupan's, beside llama-server on the same file";
    }

    @Override
    public String target() {
        return "reads and writes ≥ 0.9 × as fast; a second question's first token ≤ 1.5 s";
    }

    @Override
    public List<Check> check(Bench bench) {
        return List.of();
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        Optional<Path> file =
                Optional.ofNullable(System.getenv("JUPAN_BENCH_MODEL")).map(Path::of);
        if (file.filter(Files::isRegularFile).isEmpty()) {
            return new Finding(
                    List.of(Figure.missing("jupan", "JUPAN_BENCH_MODEL names no file")), Verdict.NOT_MEASURED);
        }
        LocalOptions options = LocalOptions.builder()
                .contextTokens(CONTEXT_TOKENS)
                .questionsAtOnce(SLOTS)
                .build();
        try (LocalModel ours = LocalModel.open(file.get(), options)) {
            try (LlamaServer server = LlamaServer.start(file.get(), CONTEXT_TOKENS, SLOTS)) {
                return compare(bench, ours, List.of(ours, server.model()));
            } catch (IOException e) {
                Finding alone = compare(bench, ours, List.of(ours));
                List<Figure> figures = new ArrayList<>(alone.figures());
                figures.add(Figure.missing("llama-server", String.valueOf(e.getMessage())));
                return new Finding(figures, Verdict.NOT_MEASURED);
            }
        }
    }

    /// What one answer took.
    private record Answer(double firstSeconds, double read, double written) {}

    private static Finding compare(Bench bench, LocalModel ours, List<StreamingChatModel> models) {
        List<List<Answer>> fresh = new ArrayList<>();
        List<List<Answer>> second = new ArrayList<>();
        models.forEach(_ -> {
            fresh.add(new ArrayList<>());
            second.add(new ArrayList<>());
        });
        for (int round = 0; round <= bench.effort().times(20); round++) {
            for (int i = 0; i < models.size(); i++) {
                String rules = "This is text " + round + ". " + RULE.repeat(50);
                Answer first = ask(models.get(i), rules, "Count from 1 to 100, with commas.");
                Answer again = ask(models.get(i), rules, "Count down from 100 to 1, with commas.");
                if (round > 0) {
                    fresh.get(i).add(first);
                    second.get(i).add(again);
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            figures.add(new Figure(
                    i == 0 ? "jupan" : "llama-server",
                    String.format(
                            Locale.ROOT,
                            "reads %.0f and writes %.1f tokens a second (medians, n %d); a second question's first"
                                    + " token %s",
                            median(fresh.get(i), Answer::read),
                            median(fresh.get(i), Answer::written),
                            fresh.get(i).size(),
                            Samples.time(1_000 * median(second.get(i), Answer::firstSeconds)))));
        }
        figures.add(new Figure("jupan, memory", (ours.residentBytes().orElse(0) >> 20) + " MB, weights included"));
        if (models.size() < 2) {
            return new Finding(figures, Verdict.NOT_MEASURED);
        }
        double read = ratio(fresh, Answer::read);
        double written = ratio(fresh, Answer::written);
        figures.add(new Figure(
                "jupan ÷ llama-server",
                String.format(Locale.ROOT, "reads %.2f, writes %.2f (medians of the rounds' ratios)", read, written)));
        return new Finding(
                figures,
                Verdict.of(0.9, Math.min(read, written))
                        .and(Verdict.of(median(second.getFirst(), Answer::firstSeconds), 1.5)));
    }

    private static double ratio(List<List<Answer>> answers, ToDoubleFunction<Answer> what) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < answers.getFirst().size(); i++) {
            ratios.add(what.applyAsDouble(answers.get(0).get(i))
                    / what.applyAsDouble(answers.get(1).get(i)));
        }
        return median(ratios, ratio -> ratio);
    }

    private static <T> double median(List<T> of, ToDoubleFunction<T> what) {
        double[] sorted = of.stream().mapToDouble(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Answer ask(StreamingChatModel model, String rules, String question) {
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from(rules), UserMessage.from(question))
                .temperature(0.0)
                .maxOutputTokens(ANSWER_TOKENS)
                .build();
        Clock clock = new Clock();
        model.chat(request, clock);
        return clock.answer.join();
    }

    private static final class Clock implements StreamingChatResponseHandler {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final long begun = System.nanoTime();
        private long first;

        @Override
        public void onPartialResponse(String piece) {
            if (first == 0) {
                first = System.nanoTime();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            double reading = (first - begun) / 1e9;
            double writing = (System.nanoTime() - first) / 1e9;
            answer.complete(new Answer(
                    reading,
                    response.tokenUsage().inputTokenCount() / reading,
                    (response.tokenUsage().outputTokenCount() - 1) / writing));
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
