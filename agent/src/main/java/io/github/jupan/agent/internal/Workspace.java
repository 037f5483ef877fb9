package io.github.jupan.agent.internal;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.RunResult;
import io.github.jupan.agent.internal.UserTools.ToolWatcher;
import io.github.jupan.agent.internal.evidence.ResultCheck;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.tools.CodeRepair;
import io.github.jupan.tools.CompileCheck;
import io.github.jupan.tools.CompileCheck.Verdict;
import io.github.jupan.tools.CopyCheck;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a conversation's code works with: the interpreter, the texts and functions in it, and the runs so far.
public final class Workspace implements AutoCloseable {

    /// Documents up to this many characters in all count as words of the user's: for the copy check and the evidence.
    private static final int SHORT_DOCUMENTS = 20_000;

    private static final String DOCUMENTS = "documents";
    private static final String MESSAGE = "message";
    private static final String MESSAGES = "messages";

    private final Sandbox sandbox;
    private Limits limits;
    private UserTools tools;
    private final Runs runs = new Runs();
    private final List<String> questions = new ArrayList<>();
    private Map<String, String> documents = Map.of();
    private Map<String, String> bound = Map.of();
    private volatile @Nullable Interpreter interpreter;
    private volatile @Nullable ToolWatcher watcher;
    private Set<String> functions = Set.of();
    private String variablesLost = "";
    private volatile boolean repeating;
    private int firstRun = 1;
    private final CopyCheck copyCheck = new CopyCheck();

    public Workspace(Sandbox sandbox, Limits limits, UserTools tools) {
        this.sandbox = sandbox;
        this.limits = limits;
        this.tools = tools;
    }

    /// Opens the interpreter, if it is not open yet: the work behind it begins in the background.
    public Interpreter interpreter() {
        Interpreter open = interpreter;
        if (open == null) {
            open = sandbox.open(limits);
            interpreter = open;
            bind(DOCUMENTS, new Binding.TextMap(bound));
            functions = Set.of();
            bindFunctions();
        }
        return open;
    }

    /// What holds for the question that comes: other limits mean another interpreter.
    public void use(Limits wanted, UserTools offered) {
        if (!wanted.equals(limits)) {
            limits = wanted;
            Interpreter open = interpreter;
            interpreter = null;
            bound = Map.of();
            if (open != null) {
                open.close();
                variablesLost = runs.count() > 0 ? Prompt.OTHER_LIMITS.text() : "";
            }
        }
        boolean others = offered != tools;
        tools = offered;
        if (others && interpreter != null) {
            bindFunctions();
        }
    }

    /// A function that is not offered any more stays bound, and says so.
    private void bindFunctions() {
        Map<String, Binding.Function> offered = tools.functions(new Forwarder());
        for (String gone : functions) {
            if (!offered.containsKey(gone)) {
                bind(gone, new Binding.Function(List.of(), "", arguments -> {
                    throw new IllegalStateException(Prompt.FUNCTION_GONE.text());
                }));
            }
        }
        offered.forEach(this::bind);
        functions = Set.copyOf(offered.keySet());
    }

    /// The program that is to run: of what the model may have meant, the first that compiles, as it stands or
    /// repaired; else the first.
    public Chosen choose(List<String> readings) {
        List<CodeRepair> repairs = CodeRepair.candidates(readings.getFirst());
        if (readings.size() == 1 && repairs.isEmpty()) {
            return new Chosen(readings.getFirst(), "");
        }
        List<Chosen> all = new ArrayList<>();
        readings.forEach(code -> all.add(new Chosen(code, "")));
        repairs.forEach(repair -> all.add(new Chosen(repair.code(), repair.what())));
        List<Verdict> verdicts = CompileCheck.of(all.stream().map(Chosen::code).toList(), interpreter());
        for (int i = 0; i < all.size(); i++) {
            if (verdicts.get(i).compiles()) {
                return all.get(i);
            }
        }
        return all.getFirst();
    }

    /// @param repair what was put right in it; empty where it stands as the model wrote it
    public record Chosen(String code, String repair) {}

    /// Whether a text is a program that does something.
    public boolean isProgram(String text) {
        return CompileCheck.of(text, interpreter()) == Verdict.PROGRAM;
    }

    /// Takes in documents, for the next question or run.
    public void add(Map<String, String> more) {
        if (!more.isEmpty()) {
            var all = new LinkedHashMap<>(documents);
            all.putAll(more);
            documents = Collections.unmodifiableMap(all);
        }
    }

    /// Takes in a question's words.
    public void ask(String question) {
        questions.add(question);
        firstRun = runs.count() + 1;
    }

    /// The question's words, where this is its first run; empty later, when variables may hold them.
    Optional<String> question(int run) {
        return run == firstRun ? Optional.of(questions.getLast()) : Optional.empty();
    }

    /// Forgets the last question, which came to nothing.
    public void forgetQuestion(Map<String, String> documentsBefore) {
        questions.removeLast();
        documents = documentsBefore;
    }

    /// Makes the texts known in Python.
    ///
    /// @throws IllegalArgumentException when they are too long
    public void bind() {
        bindDocuments();
        bind(MESSAGE, new Binding.Text(questions.getLast()));
        bind(MESSAGES, new Binding.TextList(questions.subList(0, questions.size() - 1)));
    }

    private void bindDocuments() {
        if (!bound.equals(documents)) {
            bind(DOCUMENTS, new Binding.TextMap(documents));
            bound = documents;
        }
    }

    private void bind(String name, Binding value) {
        if (interpreter().bind(name, value) == Interpreter.State.LOST && runs.count() > 0) {
            variablesLost = Prompt.LARGER_INTERPRETER.text();
        }
    }

    /// A note for the model when variables of earlier runs are gone; empty else, and once it was given.
    public String variablesLost() {
        String lost = variablesLost;
        variablesLost = "";
        return lost;
    }

    /// What ran until now left nothing behind; the model is told with its next result.
    void restarted() {
        variablesLost = runs.count() > 0 ? Prompt.VARIABLES_GONE.text() : "";
    }

    /// Runs again what ran before, where that can be done.
    void repeat(Past.Ran past, Stop stop) {
        bindDocuments();
        repeating = true;
        try {
            if (!runs.repeat(past, interpreter(), stop)) {
                variablesLost = Prompt.NOT_REPEATED.text();
            }
        } finally {
            repeating = false;
        }
    }

    public Execution run(int run, String code, Events events, Stop stop) {
        bindDocuments();
        RunEvents during = new RunEvents(events, stop);
        watcher = new Watcher(run, during, stop);
        try {
            return runs.run(run, code, interpreter(), events, during, stop);
        } finally {
            watcher = null;
        }
    }

    public Map<String, String> documents() {
        return documents;
    }

    public Runs runs() {
        return runs;
    }

    public UserTools tools() {
        return tools;
    }

    /// What a program copied wrongly of the user's words.
    public List<CopyWarning> miscopied(String code, Stop stop) {
        copyCheck.take(words(), stop.token());
        return copyCheck.check(code, givenNames(), stop.token());
    }

    /// The names by which the model was told of texts and functions.
    private List<String> givenNames() {
        List<String> names = new ArrayList<>(List.of(DOCUMENTS, MESSAGE, MESSAGES));
        names.addAll(documents.keySet());
        names.addAll(functions);
        tools.specifications().forEach(tool -> names.add(tool.name()));
        return names;
    }

    public List<Evidence> evidence(String answer, Stop stop) {
        return runs.computations().evidence(answer, firstRun, words(), stop::requested);
    }

    /// What the question's runs came to.
    public List<RunResult> results() {
        return runs.computations().results(firstRun);
    }

    /// What an answer lost of it.
    public Optional<ResultCheck.Lost> lost(String answer, Stop stop) {
        return ResultCheck.of(answer, runs.computations(), firstRun, words(), stop::requested);
    }

    /// What is short enough of what the user attached, and what the user wrote: new questions come last.
    private List<String> words() {
        List<String> words = new ArrayList<>();
        int room = SHORT_DOCUMENTS;
        for (String text : documents.values()) {
            if (text.length() <= room) {
                words.add(text);
                room -= text.length();
            }
        }
        words.addAll(questions);
        return words;
    }

    @Override
    public void close() {
        Interpreter open = interpreter;
        if (open != null) {
            open.close();
        }
    }

    /// Makes the calls that come out of one run, one at a time, and shows them; one that is still at work when the run
    /// has ended is not heard of any more.
    private static final class Watcher implements ToolWatcher {
        private final int run;
        private final RunEvents events;
        private final Runnable inContext;
        private int calls;
        private @Nullable Runnable call;

        private Watcher(int run, RunEvents events, Stop stop) {
            this.run = run;
            this.events = events;
            inContext = stop.inContext(() -> Objects.requireNonNull(call).run());
        }

        @Override
        public synchronized ToolResult called(String name, String argumentsJson, Supplier<ToolResult> tool) {
            String id = "run-" + run + "-" + ++calls;
            events.emit(new AgentEvent.ToolStarted(id, name, argumentsJson));
            AtomicReference<@Nullable ToolResult> result = new AtomicReference<>();
            call = () -> result.set(tool.get());
            inContext.run();
            ToolResult done = Objects.requireNonNull(result.get());
            events.emit(new AgentEvent.ToolEnded(id, name, done));
            return done;
        }
    }

    /// Functions are bound once; who watches changes with each run.
    private final class Forwarder implements ToolWatcher {
        @Override
        public ToolResult called(String name, String argumentsJson, Supplier<ToolResult> tool) {
            if (repeating) {
                throw new IllegalStateException("a tool is not called a second time");
            }
            ToolWatcher now = watcher;
            return now == null ? tool.get() : now.called(name, argumentsJson, tool);
        }
    }
}
