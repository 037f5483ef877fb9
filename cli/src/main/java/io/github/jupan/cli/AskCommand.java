package io.github.jupan.cli;

import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.server.PatientListener;
import io.github.jupan.tools.McpTools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One question, one answer.
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        versionProvider = JupanCommand.Version.class,
        description = {
            "Asks one question.",
            "",
            "The model's words, its code and the results go to standard output, the answer last; thoughts, warnings"
                    + " and where the numbers come from go to standard error. Text piped in is attached as a document.",
            ""
        },
        footer = {"", "cat book.txt | jupan ask \"How many times does the word whale occur?\""})
final class AskCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "A text to attach (UTF-8); - is standard input. May be repeated.")
    private final List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print every event as a line of JSON (docs/events.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the answer alone.")
    private boolean quiet;

    @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "The question; several words make one.")
    private final List<String> words = new ArrayList<>();

    AskCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String text = String.join(" ", words);
        if (text.isBlank()) {
            throw new UsageException("there is no question; write one: jupan ask \"How many r's are in strawberry?\"");
        }
        Documents documents = new Documents(surroundings.err());
        documents.addAll(files.stream().filter(file -> !file.equals("-")).toList());
        Setup setup = asking.setup(surroundings);
        try (McpTools tools = servers.open(surroundings);
                ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER);
                Chat chat = Chat.open(
                        models.open(Optional.empty(), setup.options().settings()),
                        setup.options(),
                        surroundings.openSandbox(),
                        tools.definitions())) {
            setup.sayNotes(surroundings);
            if (files.contains("-")) {
                documents.add(PipedText.NAME, surroundings.in());
            } else {
                PipedText.addTo(documents, surroundings, PipedText.PATIENCE);
            }
            return ask(
                            chat,
                            new Question(
                                    text,
                                    documents.texts(),
                                    Optional.of(setup.options().mode())))
                    .number();
        }
    }

    private ExitCode ask(Chat chat, Question question) {
        Surfaces surfaces = Surfaces.of(surroundings);
        TerminalRenderer renderer = new TerminalRenderer(surfaces.out(), surfaces.aside(), new SystemScreen());
        AgentListener listener = json ? new JsonRenderer(surroundings.out()) : quiet ? event -> {} : renderer;
        Outcome outcome;
        try (Interrupts _ = Interrupts.handledBy(question.cancellation()::cancel)) {
            outcome = chat.ask(question, new PatientListener(untilReaderGone(listener, question)));
        } finally {
            renderer.finish();
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
