package io.github.jupan.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A sandbox that knows the result of each snippet it will be given, and fails loudly on any other. Asked whether a
/// text compiles, it says that the snippets it knows do, and no other.
public final class ScriptedSandbox implements Sandbox {

    /// How a [io.github.jupan.tools.CompileCheck] begins and what stands before the texts that it is about.
    private static final String CHECK = "(lambda space: (__import__('builtins').exec(";

    private static final String TEXTS = "space['verdicts'](";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Function<OutputListener, Execution>> results = new LinkedHashMap<>();
    public final Map<String, Binding> bound = new LinkedHashMap<>();
    public final List<String> ran = new ArrayList<>();
    public final List<Map<String, Binding>> boundAtRun = new ArrayList<>();
    public final List<Limits> limits = new ArrayList<>();
    public int opened;
    public int closed;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    public static Execution completed(@Nullable String value, String stdout) {
        return new Execution.Completed(value, new Execution.Output(stdout, ""), Duration.ofMillis(5));
    }

    public ScriptedSandbox value(String code, String value) {
        results.put(code, listener -> completed(value, ""));
        return this;
    }

    public ScriptedSandbox prints(String code, String stdout) {
        results.put(code, listener -> {
            listener.onOutput(Channel.STDOUT, stdout);
            return completed(null, stdout);
        });
        return this;
    }

    public ScriptedSandbox gives(String code, Execution execution) {
        results.put(code, listener -> execution);
        return this;
    }

    /// A snippet that runs until it is cancelled.
    public ScriptedSandbox endless(String code) {
        results.put(code, listener -> {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Execution.Cancelled(false, Execution.Output.NONE, Duration.ofMillis(5));
        });
        return this;
    }

    /// A snippet that is stopped while a function that it has called is at work.
    ///
    /// @param atWork when it is
    public ScriptedSandbox leaves(String code, String function, CountDownLatch atWork) {
        results.put(code, listener -> {
            var bound = (Binding.Function) Objects.requireNonNull(this.bound.get(function));
            Thread.ofVirtual().start(() -> {
                try {
                    bound.function().call("{}");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            try {
                atWork.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new Execution.LimitHit(
                    Execution.Limit.TIME, "late", false, Execution.Output.NONE, Duration.ofMillis(5));
        });
        return this;
    }

    /// A snippet that prints, and then does something else.
    public ScriptedSandbox printsAnd(String code, String stdout, Runnable then) {
        results.put(code, listener -> {
            listener.onOutput(Channel.STDOUT, stdout);
            then.run();
            return completed(null, stdout);
        });
        return this;
    }

    /// A snippet that calls a bound function.
    public ScriptedSandbox calls(String code, String function, String argumentsJson) {
        results.put(code, listener -> {
            try {
                var bound = (Binding.Function) Objects.requireNonNull(this.bound.get(function));
                return completed(bound.function().call(argumentsJson), "");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return this;
    }

    /// Its literals are JSON's as well.
    private String verdicts(String check) {
        String texts = check.substring(check.lastIndexOf(TEXTS) + TEXTS.length(), check.lastIndexOf("))[1])({})"));
        try {
            return JSON.readTree(texts)
                    .valueStream()
                    .map(text -> results.containsKey(text.textValue()) ? "P" : "N")
                    .collect(Collectors.joining("", "'", "'"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(check, e);
        }
    }

    @Override
    public Interpreter open(Limits limits) {
        opened++;
        this.limits.add(limits);
        return new Interpreter() {
            @Override
            public State bind(String name, Binding value) {
                bound.put(name, value);
                return State.KEPT;
            }

            @Override
            public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                if (code.startsWith(CHECK)) {
                    return completed(verdicts(code), "");
                }
                ran.add(code);
                boundAtRun.add(Map.copyOf(bound));
                var result = results.get(code);
                if (result == null) {
                    throw new AssertionError("unexpected snippet: " + code);
                }
                try (var _ = cancellation.onCancel(cancelled::countDown)) {
                    return result.apply(listener);
                }
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    @Override
    public void close() {}
}
