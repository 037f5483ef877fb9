package io.github.jupan.sandbox.internal.guest;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.MiddleCut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/// One Python interpreter in this process, allowed to compute and nothing else.
///
/// One thread runs; [#interrupt] may come from another. The interpreter survives an interrupt with its variables.
public final class Guest implements AutoCloseable {

    private static final List<String> FAILING = List.of("(lambda: 1 / 0)()", "nothing", "''.nothing", "1 +", "[][0]");

    /// What a snippet is most likely to import; imported ahead, one at a time, while nobody waits.
    public static final List<String> USUAL_MODULES = List.of(
            "math",
            "collections",
            "enum",
            "re",
            "json",
            "datetime",
            "decimal",
            "fractions",
            "itertools",
            "functools",
            "random",
            "statistics",
            "string",
            "unicodedata",
            "calendar",
            "typing",
            "textwrap",
            "time",
            "heapq",
            "bisect",
            "operator",
            "dataclasses",
            "copy",
            "traceback");

    /// One source, so that it is parsed once for all interpreters of an engine.
    private static final Source PRELUDE = prelude(List.of(
            "letters.py",
            "numbers.py",
            "packages.py",
            "hints.py",
            "suggestions.py",
            "tracebacks.py",
            "builtin_mends.py",
            "mends.py",
            "programs.py",
            "prelude.py"));

    private static final Pattern PYTHON_HOME = Pattern.compile("%s/python/python-home/[0-9a-f]+(/lib/[a-z]+[0-9.]+)?"
            .formatted(Pattern.quote(System.getProperty(
                    "polyglot.engine.userResourceCache",
                    System.getProperty("user.home") + "/.cache/org.graalvm.polyglot"))));

    /// The door to the host's packages; no guest variable can have this name.
    public static final String PACKAGES = "<packages>";

    private final Context context;
    private final Value run;
    private final Value bindText;
    private final Value bindList;
    private final Value bindDict;
    private final Value bindFunction;
    private final Value warm;
    private final Value reopenStreams;
    private int warmed;
    private boolean streamsInDoubt;

    private final Map<String, HostFunction> functions = new HashMap<>();

    /// @param packages answers the guest's importer
    public Guest(Engine engine, GuestOutput out, GuestOutput err, HostFunction packages) {
        functions.put(PACKAGES, packages);
        context = Context.newBuilder("python")
                .engine(engine)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .allowHostAccess(HostAccess.CONSTRAINED)
                .build();
        ProxyExecutable callHost = door(arguments -> callHost(arguments[0].asString(), arguments[1].asString()));
        ProxyExecutable print = door(arguments -> print(arguments[0].asInt() == 1 ? out : err, arguments[1]));
        ProxyExecutable cutLetters = door(arguments -> Letters.cut(arguments[0].asString()));
        ProxyExecutable lookUp = door(arguments -> Lookups.answer(arguments[0].asString()));
        Value doors = context.eval(PRELUDE).execute(callHost, print, cutLetters, lookUp, Lookups.modules());
        run = doors.getArrayElement(0);
        bindText = doors.getArrayElement(1);
        bindList = doors.getArrayElement(2);
        bindDict = doors.getArrayElement(3);
        bindFunction = doors.getArrayElement(4);
        warm = doors.getArrayElement(5);
        reopenStreams = doors.getArrayElement(6);
    }

    public static Engine engine() {
        return Engine.newBuilder("python")
                .sandbox(SandboxPolicy.CONSTRAINED)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /// How a run ended, seen from inside.
    public sealed interface End {
        record Completed(@Nullable String value) implements End {}

        record Raised(String type, String message, String traceback) implements End {}

        record Interrupted() implements End {}

        /// What runs here for us, between host and guest, was changed or stopped.
        record Broken() implements End {}
    }

    /// @param id names the snippet in tracebacks
    public End run(int id, String code, int textRoom) {
        String file = "<run " + id + ">";
        Value result;
        try {
            if (streamsInDoubt) {
                reopenStreams.execute();
                streamsInDoubt = false;
            }
            result = run.execute(code, file, MiddleCut.charactersPerEnd(textRoom));
        } catch (PolyglotException e) {
            // A write that was stopped halfway leaves a stream that cannot be trusted.
            streamsInDoubt = true;
            return end(e);
        }
        try {
            return end(result, textRoom);
        } catch (RuntimeException e) {
            return new End.Broken();
        }
    }

    /// Imports the next usual module; after the last one it fails in the ways that snippets fail most.
    ///
    /// @return whether there is more to do
    public boolean warm() {
        if (warmed < USUAL_MODULES.size()) {
            warm.execute(USUAL_MODULES.get(warmed++));
            return true;
        }
        FAILING.forEach(this::rehearse);
        return false;
    }

    /// Runs next to nothing, the way that snippets run.
    public void rehearse() {
        rehearse("0");
    }

    private void rehearse(String snippet) {
        run(0, snippet, Limits.DEFAULT.outputBytes());
    }

    /// Makes variables known to the guest. It runs no code of the guest's unless that has changed the interpreter
    /// itself, or has it watched.
    ///
    /// @return whether all are known; else this interpreter is of no use any more
    public boolean bind(List<BindingWire.Named> bindings) {
        try {
            bindings.forEach(named -> bind(named.name(), named.binding()));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void bind(String name, Binding binding) {
        functions.remove(name);
        switch (binding) {
            case Binding.Text(String value) -> bindText.execute(name, value);
            case Binding.TextList(List<String> values) -> bindList.execute(arguments(name, values));
            case Binding.TextMap(Map<String, String> values) -> {
                List<String> all = new ArrayList<>(values.keySet());
                all.addAll(values.values());
                bindDict.execute(arguments(name, all));
            }
            case Binding.Function(List<String> parameters, String documentation, HostFunction function) -> {
                functions.put(name, function);
                List<String> all = new ArrayList<>(List.of(documentation));
                all.addAll(parameters);
                bindFunction.execute(arguments(name, all));
            }
        }
    }

    /// Stops the run in progress; returns once it has stopped, or after this time.
    public void interrupt(Duration patience) {
        try {
            context.interrupt(patience);
        } catch (TimeoutException e) {
            // One host call has no safepoint; whoever asked looks after that.
        }
    }

    @Override
    public void close() {
        context.close(true);
    }

    /// Whoever calls it in another way than the prelude does learns nothing of Java.
    private static ProxyExecutable door(ProxyExecutable opened) {
        return arguments -> {
            try {
                return opened.execute(arguments);
            } catch (RuntimeException e) {
                return "!called wrongly";
            }
        };
    }

    private static Object print(GuestOutput output, Value data) {
        byte[] bytes = new byte[Math.toIntExact(data.getBufferSize())];
        data.readBuffer(0, bytes, 0, bytes.length);
        output.write(bytes);
        return bytes.length;
    }

    /// @return `=` and JSON, or `!` and the reason why it failed
    private String callHost(String name, String argumentsJson) {
        HostFunction function = functions.get(name);
        if (function == null) {
            return "!there is no function " + name;
        }
        try {
            return "=" + function.call(argumentsJson);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "!interrupted";
        } catch (Exception e) {
            return "!" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Object[] arguments(String first, List<String> rest) {
        List<Object> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all.toArray();
    }

    private static End end(Value result, int room) {
        if (result.getArrayElement(0).asString().equals("completed")) {
            return new End.Completed(result.getArraySize() == 1 ? null : clipped(result, 1, room));
        }
        return new End.Raised(
                clipped(result, 1, room), withoutHost(clipped(result, 4, room)), withoutHost(clipped(result, 7, room)));
    }

    /// The folder of Python's own modules names the user.
    private static String withoutHost(String text) {
        return PYTHON_HOME.matcher(text).replaceAll("<python>");
    }

    /// The guest hands over no more of a huge text than its two ends.
    private static String clipped(Value result, int at, int room) {
        return MiddleCut.cut(
                result.getArrayElement(at).asString(),
                result.getArrayElement(at + 1).asString(),
                result.getArrayElement(at + 2).asLong(),
                room);
    }

    /// Python could not catch this one: an interrupt, `os._exit`, or something that the sandbox has no way to do.
    /// What it says may name Java classes, so it is not passed on.
    private static End end(PolyglotException e) {
        if (e.isInterrupted() || e.isCancelled()) {
            return new End.Interrupted();
        }
        if (e.isExit()) {
            return raised("SystemExit", String.valueOf(e.getExitStatus()), e);
        }
        if (String.valueOf(e.getMessage()).contains("not allowed")) {
            return raised("PermissionError", "the sandbox allows nothing but computing", e);
        }
        return raised("SystemError", "the interpreter cannot run this; write it in another way", e);
    }

    private static End raised(String type, String message, PolyglotException e) {
        StringBuilder traceback = new StringBuilder("Traceback (most recent call last):\n");
        List<PolyglotException.StackFrame> frames = new ArrayList<>();
        e.getPolyglotStackTrace().forEach(frames::add);
        for (PolyglotException.StackFrame frame : frames.reversed()) {
            SourceSection at = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (at != null && at.getSource().getName().startsWith("<run ")) {
                traceback.append("  File \"%s\", line %d, in %s\n"
                        .formatted(at.getSource().getName(), at.getStartLine(), frame.getRootName()));
            }
        }
        return new End.Raised(type, message, traceback + type + ": " + message);
    }

    private static Source prelude(List<String> files) {
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            try (InputStream in = Objects.requireNonNull(Guest.class.getResourceAsStream(file))) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Source.newBuilder("python", text, "<prelude>").buildLiteral();
    }
}
