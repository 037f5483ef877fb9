package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sandbox whose runs are kept, and given again where they were kept. An interpreter begins to work when
/// something new is to run; what ran before then runs again first, for its variables.
final class SandboxJournal implements Sandbox {

    private static final JsonMapper JSON = new JsonMapper();

    private final Sandbox sandbox;
    private final Position position;

    SandboxJournal(Sandbox sandbox, Position position) {
        this.sandbox = sandbox;
        this.position = position;
    }

    @Override
    public Interpreter open(Limits limits) {
        Kept interpreter = new Kept(limits);
        if (!position.playing()) {
            // It gets ready while the model writes.
            interpreter.ready();
        }
        return interpreter;
    }

    /// The sandbox is the worker's.
    @Override
    public void close() {}

    /// @param check whether it was only asked whether texts are programs, which sets no variable
    private record Ran(String code, Execution execution, boolean check) {}

    private final class Kept implements Interpreter {
        private final Limits limits;
        private final Map<String, Binding> bound = new LinkedHashMap<>();
        private final List<Ran> ran = new ArrayList<>();
        private @Nullable Interpreter ready;
        private boolean upToDate;
        private boolean closed;

        private Kept(Limits limits) {
            this.limits = limits;
        }

        private synchronized Interpreter ready() {
            Interpreter open = ready;
            if (open == null) {
                open = sandbox.open(limits);
                ready = open;
                upToDate = ran.isEmpty();
                bound.forEach(open::bind);
                if (closed) {
                    open.close();
                }
            }
            return open;
        }

        @Override
        public synchronized State bind(String name, Binding value) {
            bound.put(name, value);
            return ready == null ? State.KEPT : ready.bind(name, value);
        }

        @Override
        public Execution run(String code, OutputListener listener, Cancellation cancellation) {
            boolean check = !startedWith(code);
            Execution execution;
            if (position.playing()) {
                execution = check ? checked(code) : played(listener);
            } else if (position.isOpen()) {
                execution = done(code, check, listener, cancellation);
            } else {
                return new Execution.Cancelled(false, Execution.Output.NONE, Duration.ZERO);
            }
            ran.add(new Ran(code, execution, check));
            return execution;
        }

        private Execution done(String code, boolean check, OutputListener listener, Cancellation cancellation) {
            Interpreter interpreter = ready();
            if (!upToDate && !check) {
                upToDate = repeated(interpreter, cancellation);
                if (cancellation.isRequested()) {
                    return new Execution.Cancelled(true, Execution.Output.NONE, Duration.ZERO);
                }
                if (!upToDate) {
                    return lost();
                }
            }
            Execution execution = interpreter.run(code, listener, cancellation);
            if (check) {
                ObjectNode kept = JSON.createObjectNode().put("code", hash(code));
                kept.set("run", EventJson.of(new AgentEvent.RunEnded(0, execution)));
                position.checked(kept);
                return EventCodec.execution(kept.path("run"));
            }
            return execution;
        }

        private Execution lost() {
            synchronized (this) {
                if (ready != null) {
                    ready.close();
                }
                ready = null;
            }
            return new Execution.LimitHit(
                    Execution.Limit.INTERPRETER,
                    "the machine that held the variables is gone, and not all earlier code gives the same again",
                    true,
                    Execution.Output.NONE,
                    Duration.ZERO);
        }

        /// Runs again what ran since the variables were lost last.
        ///
        /// @return whether it gave the same
        private boolean repeated(Interpreter interpreter, Cancellation cancellation) {
            for (Ran before : ran.subList(firstOfNow(), ran.size())) {
                boolean ended = before.execution() instanceof Execution.Completed
                        || before.execution() instanceof Execution.Raised;
                if (!before.check() && !ended) {
                    return false;
                }
                Execution again = interpreter.run(before.code(), (channel, text) -> {}, cancellation);
                if (!before.check() && !same(before.execution(), again)) {
                    return false;
                }
            }
            return true;
        }

        private int firstOfNow() {
            int first = ran.size();
            while (first > 0 && !losesVariables(ran.get(first - 1).execution())) {
                first--;
            }
            return first;
        }

        private static boolean losesVariables(Execution execution) {
            return switch (execution) {
                case Execution.LimitHit limit -> limit.stateLost();
                case Execution.Cancelled cancelled -> cancelled.stateLost();
                case Execution.Completed _, Execution.Raised _ -> false;
            };
        }

        private static boolean same(Execution before, Execution again) {
            return switch (before) {
                case Execution.Completed then ->
                    again instanceof Execution.Completed now
                            && Objects.equals(then.value(), now.value())
                            && then.output().equals(now.output());
                case Execution.Raised then ->
                    again instanceof Execution.Raised now
                            && then.error().type().equals(now.error().type())
                            && then.output().equals(now.output());
                case Execution.LimitHit _, Execution.Cancelled _ -> false;
            };
        }

        private boolean startedWith(String code) {
            return position.running().map(code::equals).orElse(false);
        }

        private Execution checked(String code) {
            ObjectNode kept = position.checked();
            if (!kept.path("code").asText().equals(hash(code))) {
                throw position.differs("other code is checked");
            }
            return EventCodec.execution(kept.path("run"));
        }

        private Execution played(OutputListener listener) {
            for (ObjectNode event : position.keptEvents()) {
                switch (EventCodec.read(event)) {
                    case AgentEvent.Printed printed -> listener.onOutput(printed.channel(), printed.text());
                    case AgentEvent.RunEnded ended -> {
                        return ended.execution();
                    }
                    default -> {
                        // What else there was to see is not of the run.
                    }
                }
            }
            throw position.differs("a run that has no end");
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (ready != null) {
                ready.close();
            }
        }

        private static String hash(String code) {
            return UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }
}
