package io.github.jupan.bench.tokens;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A whole answer without code: through the agent, and into a handler that does nothing.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TokenBenchmark {

    /// Field names are the parameters' names in results.
    @Param({"1000", "100000"})
    public int tokens;

    @Param({"TEXT", "TOOL_CALLS"})
    public Dialect dialect = Dialect.TEXT;

    private ReplayedAnswer model = new ReplayedAnswer(0);
    private Agent agent = agent();

    @Setup
    public void prepare() {
        model = new ReplayedAnswer(tokens);
        agent = agent();
    }

    private Agent agent() {
        return Agent.builder(model).sandbox(new NoSandbox()).dialect(dialect).build();
    }

    @Benchmark
    public Outcome throughAgent() {
        return agent.ask("What is there to say?");
    }

    @Benchmark
    public void drained() {
        model.chat(
                ChatRequest.builder()
                        .messages(UserMessage.from("What is there to say?"))
                        .build(),
                new Drain());
    }

    private static final class Drain implements StreamingChatResponseHandler {
        @Override
        public void onCompleteResponse(ChatResponse response) {}

        @Override
        public void onError(Throwable error) {
            throw new IllegalStateException(error);
        }
    }
}
