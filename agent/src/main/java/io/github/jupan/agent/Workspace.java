package io.github.jupan.agent;

import io.github.jupan.agent.UserTools.ToolWatcher;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.tools.CopyCheck;
import io.github.jupan.tools.ToolResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a conversation's code works with: the interpreter, the texts and functions in it, and the runs so far.
final class Workspace implements AutoCloseable {

    /// Documents up to this many characters in all count as words of the user's: for the copy check and the evidence.
    private static final int SHORT_DOCUMENTS = 20_000;

    private static final String LARGER_INTERPRETER =
            "Note: the documents needed a larger interpreter; variables of earlier questions are gone.\n";

    private static final String NOT_REPEATED = "Note: this conversation was taken up again, and not all earlier code "
            + "could be run again; variables of earlier runs may be gone or differ. Define again what you need.\n";

    private final Sandbox sandbox;
    private final Limits limits;
    private final UserTools tools;
    private final Runs runs = new Runs();
    private final List<String> questions = new ArrayList<>();
    private Map<String, String> documents = Map.of();
    private Map<String, String> bound = Map.of();
    private volatile @Nullable Interpreter interpreter;
    private volatile @Nullable ToolWatcher watcher;
    private String variablesLost = "";
    private volatile boolean repeating;
    private int firstRun = 1;
    private @Nullable CopyCheck copyCheck;

    Workspace(Sandbox sandbox, Limits limits, UserTools tools) {
        this.sandbox = sandbox;
        this.limits = limits;
        this.tools = tools;
    }

    /// Opens the interpreter, if it is not open yet: the work behind it begins in the background.
    Interpreter interpreter() {
        Interpreter open = interpreter;
        if (open == null) {
            open = sandbox.open(limits);
            interpreter = open;
            bind("documents", new Binding.TextMap(bound));
            tools.functions(new Forwarder()).forEach(this::bind);
        }
        return open;
    }

    /// Takes in documents, for the next question or run.
    void add(Map<String, String> more) {
        if (!more.isEmpty()) {
            var all = new LinkedHashMap<>(documents);
            all.putAll(more);
            documents = Collections.unmodifiableMap(all);
        }
    }

    /// Takes in a question's words.
    void ask(String question) {
        questions.add(question);
        firstRun = runs.count() + 1;
        copyCheck = null;
    }

    /// Forgets the last question, which came to nothing.
    void forgetQuestion(Map<String, String> documentsBefore) {
        questions.removeLast();
        documents = documentsBefore;
    }

    /// Makes the texts known in Python.
    ///
    /// @throws IllegalArgumentException when they are too long
    void bind() {
        bindDocuments();
        bind("message", new Binding.Text(questions.getLast()));
        bind("messages", new Binding.TextList(questions.subList(0, questions.size() - 1)));
    }

    private void bindDocuments() {
        if (!bound.equals(documents)) {
            bind("documents", new Binding.TextMap(documents));
            bound = documents;
        }
    }

    private void bind(String name, Binding value) {
        if (interpreter().bind(name, value) == Interpreter.State.LOST && runs.count() > 0) {
            variablesLost = LARGER_INTERPRETER;
        }
    }

    /// A note for the model when variables of earlier runs are gone; empty else, and once it was given.
    String variablesLost() {
        String lost = variablesLost;
        variablesLost = "";
        return lost;
    }

    /// Runs again what ran before, where that can be done.
    void repeat(Past.Ran past, Stop stop) {
        bindDocuments();
        repeating = true;
        try {
            if (!runs.repeat(past, interpreter(), stop)) {
                variablesLost = NOT_REPEATED;
            }
        } finally {
            repeating = false;
        }
    }

    Execution run(int run, String code, Events events, Stop stop) {
        bindDocuments();
        watcher = new Watcher(run, events);
        try {
            return runs.run(run, code, interpreter(), events, stop);
        } finally {
            watcher = null;
        }
    }

    Map<String, String> documents() {
        return documents;
    }

    Runs runs() {
        return runs;
    }

    UserTools tools() {
        return tools;
    }

    CopyCheck copyCheck() {
        CopyCheck check = copyCheck;
        if (check == null) {
            check = CopyCheck.of(words());
            copyCheck = check;
        }
        return check;
    }

    List<Evidence> evidence(String answer) {
        return runs.computations().evidence(answer, firstRun, words(), () -> false);
    }

    /// What the user wrote, and what is short enough of what the user attached.
    private List<String> words() {
        List<String> words = new ArrayList<>(questions);
        int room = SHORT_DOCUMENTS;
        for (String text : documents.values()) {
            if (text.length() <= room) {
                words.add(text);
                room -= text.length();
            }
        }
        return words;
    }

    @Override
    public void close() {
        Interpreter open = interpreter;
        if (open != null) {
            open.close();
        }
    }

    /// Shows the calls that come out of one run.
    private static final class Watcher implements ToolWatcher {
        private final int run;
        private final Events events;
        private int calls;

        private Watcher(int run, Events events) {
            this.run = run;
            this.events = events;
        }

        @Override
        public synchronized String started(String name, String argumentsJson) {
            String id = "run-" + run + "-" + ++calls;
            events.emit(new AgentEvent.ToolStarted(id, name, argumentsJson));
            return id;
        }

        @Override
        public void ended(String id, String name, ToolResult result) {
            events.emit(new AgentEvent.ToolEnded(id, name, result));
        }
    }

    /// Functions are bound once; who watches changes with each run.
    private final class Forwarder implements ToolWatcher {
        @Override
        public String started(String name, String argumentsJson) {
            if (repeating) {
                throw new IllegalStateException("a tool is not called a second time");
            }
            ToolWatcher now = watcher;
            return now == null ? "" : now.started(name, argumentsJson);
        }

        @Override
        public void ended(String id, String name, ToolResult result) {
            ToolWatcher now = watcher;
            if (now != null && !id.isEmpty()) {
                now.ended(id, name, result);
            }
        }
    }
}
