package io.github.jupan.cli.ask;

import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.models.SeededAgents;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.options.PipedText;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.render.JsonRenderer;
import io.github.jupan.cli.render.OutcomeText;
import io.github.jupan.cli.render.TerminalRenderer;
import io.github.jupan.cli.session.OpenSessions;
import io.github.jupan.cli.session.SessionList;
import io.github.jupan.cli.session.Used;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.SystemScreen;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.ranking.AnswerChoice;
import io.github.jupan.practice.ranking.BestOf;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource.Price;
import io.github.jupan.server.Session;
import io.github.jupan.tools.McpTools;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One question, one answer.
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Asks one question.",
            "",
            "The model's words, its code and the results go to standard output, the answer last; thoughts, warnings"
                    + " and where the numbers come from go to standard error. Text piped in is attached as a document.",
            ""
        },
        footer = {"", "cat book.txt | jupan ask \"How many times does the word whale occur?\""})
public final class AskCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Option(
            names = {"-d", "--document"},
            paramLabel = "FILE",
            description = "A text to attach (UTF-8); - is standard input. May be repeated.")
    private final List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print every event as a line of JSON (docs/events.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the answer alone.")
    private boolean quiet;

    @Option(
            names = {"-c", "--continue"},
            description = "Go on with the last conversation, its model and its documents.")
    private boolean goesOn;

    @Option(
            names = "--resume",
            paramLabel = "ID",
            description = "Go on with an earlier session and its model; jupan sessions lists them.")
    private @Nullable String resume;

    @Option(names = "--plain", description = "Show texts as they come: no colours, Markdown as it was written.")
    private boolean plain;

    @Option(
            names = "--best-of",
            paramLabel = "N",
            description =
                    "Ask so often, each time with another seed, and choose an answer. Time and tokens hold for all"
                            + " together; the temperature is 1 where none is set.")
    private @Nullable String bestOf;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "How: vote, the answer that most give, the default; computed, the one with most computed"
                    + " numbers; reward:FILE (jupan reward train).")
    private @Nullable String by;

    @Option(
            names = "--on",
            paramLabel = "ADDRESS",
            description = "Have workers answer it, such as temporal://localhost:7233 (docs/how-to/temporal.md): with"
                    + " their models and keys, and to the end, whoever of them dies.")
    private @Nullable String on;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "With --on, names the question: asked again under its name it is the same one, which goes on"
                    + " or has its answer.")
    private @Nullable String id;

    @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "The question; several words make one.")
    private final List<String> words = new ArrayList<>();

    public AskCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (isResumed() && bestOf != null) {
            throw new UsageException("--best-of asks anew each time: leave out --continue and --resume");
        }
        String text = words.isEmpty() && !files.contains("-") ? pipedQuestion() : String.join(" ", words);
        if (text.isBlank()) {
            throw new UsageException("there is no question; write one: jupan \"How many r's are in strawberry?\";"
                    + " a session needs a terminal");
        }
        if (by != null && bestOf == null) {
            throw new UsageException("--by chooses of several answers: say of how many with --best-of N");
        }
        if (id != null && on == null) {
            throw new UsageException("--id names a question for workers: say where they are with --on");
        }
        Documents documents = new Documents(surroundings.err());
        documents.addAll(files.stream().filter(file -> !file.equals("-")).toList());
        Setup setup = asking.setup(surroundings);
        if (on != null) {
            return askDurably(on, text, documents, setup).number();
        }
        int attempts = bestOf == null ? 1 : OptionValues.read("best-of", bestOf, OptionValues.whole(1));
        AnswerChoice choice = AskedBest.choice(by == null ? "vote" : by);
        try (McpTools tools = servers.open(surroundings);
                ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER)) {
            return bestOf == null
                    ? askOnce(text, documents, setup, models, tools).number()
                    : askOften(text, documents, setup, models, tools, attempts, choice)
                            .number();
        }
    }

    private String pipedQuestion() throws IOException {
        Documents piped = new Documents(surroundings.err());
        PipedText.addTo(piped, surroundings, PipedText.PATIENCE);
        return String.join("", piped.texts().values()).strip();
    }

    private boolean isResumed() {
        return goesOn || resume != null;
    }

    /// What a person asks at the terminal is kept, so that the next question can go on with it; what a script asks is
    /// not.
    private boolean isKept() {
        return isResumed() || (!json && !quiet && surroundings.isTerminal(StandardStream.OUT));
    }

    private ExitCode askKept(String text, Documents documents, Setup setup, ConfiguredModels models, McpTools tools)
            throws IOException {
        try (OpenSessions open = OpenSessions.keptIfPossible(surroundings, models, tools.definitions())) {
            Session session = isResumed()
                    ? open.resumed(goesOn || resume == null ? SessionList.LAST : resume, models)
                    : open.sessions().open(setup.options().withModel(setup.model()));
            Question question = question(text, documents, setup);
            ExitCode exit = shown(question, models.price(session.model()), listener -> session.ask(question, listener));
            open.sessions().leave(session.id());
            return exit;
        }
    }

    private ExitCode askOnce(String text, Documents documents, Setup setup, ConfiguredModels models, McpTools tools)
            throws IOException {
        if (isKept()) {
            return askKept(text, documents, setup, models, tools);
        }
        try (Chat chat = Chat.open(
                models.open(Optional.empty(), setup.options().settings()),
                setup.options(),
                surroundings.openSandbox(),
                tools.definitions())) {
            Question question = question(text, documents, setup);
            return shown(question, models.price(setup.model()), listener -> chat.ask(question, listener));
        }
    }

    private ExitCode askOften(
            String text,
            Documents documents,
            Setup setup,
            ConfiguredModels models,
            McpTools tools,
            int attempts,
            AnswerChoice choice)
            throws IOException {
        SeededAgents agents = SeededAgents.of(models, setup.options());
        try (Sandbox sandbox = surroundings.openSandbox()) {
            Question question = question(text, documents, setup).withBudget(agents.budget());
            Surface aside = quiet ? Surface.NOWHERE : Surfaces.of(surroundings).aside();
            long seed = setup.options().settings().seed().orElse(0L);
            Optional<Price> price = models.price(setup.model());
            return shown(question, price, listener -> {
                BestOf.Best best = new AskedBest(attempts, choice, aside)
                        .ask(
                                (own, heard) -> agents.agent(own, heard)
                                        .tools(tools.definitions().toArray()),
                                sandbox,
                                question,
                                seed,
                                listener);
                String tokens = " · " + Used.tokens(best.outcome().usage());
                aside.line(Style.DIM, best.how() + (price.isPresent() ? "" : tokens));
                return best.outcome();
            });
        }
    }

    private ExitCode askDurably(String address, String text, Documents documents, Setup setup) throws IOException {
        Optional<String> own = Stream.of(
                        asking.ofThisMachine(),
                        Optional.of("--continue").filter(_ -> goesOn),
                        Optional.ofNullable(resume).map(_ -> "--resume"),
                        Optional.of("--best-of").filter(_ -> bestOf != null),
                        Optional.of("--mcp").filter(_ -> !servers.isEmpty()))
                .flatMap(Optional::stream)
                .findFirst();
        if (own.isPresent()) {
            throw new UsageException(own.get() + " is for this machine: with --on, workers answer with what they have");
        }
        AskedDurably asked = AskedDurably.on(address, id);
        Question question = question(text, documents, setup);
        Surface aside =
                quiet || json ? Surface.NOWHERE : Surfaces.of(surroundings).aside();
        return shown(
                question,
                Optional.empty(),
                listener -> asked.ask(question, setup, listener, line -> aside.line(Style.DIM, line)));
    }

    /// Text is piped in only when the model is there: whoever waits for it need not have waited in vain.
    private Question question(String text, Documents documents, Setup setup) throws IOException {
        setup.sayNotes(surroundings);
        if (files.contains("-")) {
            documents.add(PipedText.NAME, surroundings.in());
        } else if (!words.isEmpty()) {
            PipedText.addTo(documents, surroundings, PipedText.PATIENCE);
        }
        return new Question(text, documents.texts(), Optional.of(setup.options().mode()));
    }

    /// @param price of the model's tokens: who said it wants to see what an answer cost
    private ExitCode shown(Question question, Optional<Price> price, Function<AgentListener, Outcome> ask) {
        Surfaces surfaces = Surfaces.of(plain ? surroundings.plain() : surroundings);
        TerminalRenderer renderer = new TerminalRenderer(surfaces.out(), surfaces.aside(), new SystemScreen());
        AgentListener listener = json ? new JsonRenderer(surroundings.out()) : quiet ? event -> {} : renderer;
        Outcome outcome;
        long start = System.nanoTime();
        try (Interrupts _ = Interrupts.handledBy(question.cancellation()::cancel)) {
            outcome = ask.apply(untilReaderGone(listener, question));
        } finally {
            renderer.finish();
        }
        if (!quiet && !json && price.isPresent()) {
            Used used = Used.of(outcome.usage(), Duration.ofNanos(System.nanoTime() - start), price);
            surfaces.aside().line(Style.DIM, used.line());
        }
        if (quiet && !json && outcome instanceof Outcome.Answered answered) {
            surroundings.out().print(answered.text().strip() + "\n");
        }
        if (!surroundings.out().checkError()) {
            OutcomeText.missingAnswer(outcome)
                    .ifPresent(line -> surfaces.aside().line(Style.PLAIN, "jupan: " + line));
        }
        return OutcomeText.exitCode(outcome);
    }

    private AgentListener untilReaderGone(AgentListener listener, Question question) {
        return event -> {
            listener.onEvent(event);
            if (surroundings.out().checkError()) {
                question.cancellation().cancel();
            }
        };
    }
}
