package io.github.jupan.cli.run;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Question;
import io.github.jupan.cli.render.OutcomeText;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.Transcript;
import io.github.jupan.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a recorded question again and judges each block that the recorded model wrote.
final class SessionReplay {

    private static final Pattern NO_MODULE = Pattern.compile("No module named '([\\w.]+)'.*", Pattern.DOTALL);

    private final Conversation conversation;
    private final StandardLibrary standardLibrary;
    private Optional<String> missingModule = Optional.empty();

    SessionReplay(Conversation conversation, StandardLibrary standardLibrary) {
        this.conversation = conversation;
        this.standardLibrary = standardLibrary;
    }

    private record Run(String code, Optional<Execution> execution) {}

    /// One entry for each block whose output was recorded, in order.
    List<Block> play(Transcript transcript, Map<String, String> documents) {
        List<Run> runs = new ArrayList<>();
        String ending = ask(transcript, documents, runs);
        List<Block> blocks = new ArrayList<>();
        int block = 0;
        for (int i = 0; i < transcript.steps().size(); i++) {
            Transcript.Step step = transcript.steps().get(i);
            if (step.code().isEmpty()) {
                continue;
            }
            Optional<Run> run = block < runs.size() ? Optional.of(runs.get(block)) : Optional.empty();
            block++;
            if (step.output().isPresent()) {
                blocks.add(judge(transcript.id(), i + 1, step, run, ending));
            }
        }
        return blocks;
    }

    /// Returns why no more blocks ran.
    private String ask(Transcript transcript, Map<String, String> documents, List<Run> runs) {
        try {
            var outcome =
                    conversation.ask(new Question(transcript.question(), documents, Optional.of(Mode.CODE)), event -> {
                        if (event instanceof AgentEvent.RunStarted started) {
                            runs.add(new Run(started.code(), Optional.empty()));
                        } else if (event instanceof AgentEvent.RunEnded ended) {
                            runs.set(runs.size() - 1, new Run(runs.getLast().code(), Optional.of(ended.execution())));
                        }
                    });
            return OutcomeText.missingAnswer(outcome).orElse("the agent took the text before it for the answer");
        } catch (ModelException | ModelConfigurationException ended) {
            return String.valueOf(ended.getMessage());
        }
    }

    private Block judge(String id, int number, Transcript.Step step, Optional<Run> run, String ending) {
        String recorded = step.output().orElse("");
        Optional<Execution> execution = run.flatMap(Run::execution);
        if (run.isEmpty() || execution.isEmpty()) {
            return new Block.Different(id, number, recorded, "(not run: " + ending + ")");
        }
        if (!run.get().code().strip().equals(step.code().orElse("").strip())) {
            return new Block.Different(
                    id, number, recorded, "(other code was run: " + run.get().code() + ")");
        }
        if (RecordedOutput.matches(recorded, execution.get())) {
            return new Block.Same();
        }
        if (execution.get() instanceof Execution.Raised raised) {
            missingModule(raised.error()).ifPresent(module -> missingModule = Optional.of(module));
            boolean suffers = raised.error().type().equals("NameError");
            if (missingModule.isPresent()
                    && (suffers || missingModule(raised.error()).isPresent())) {
                return new Block.Skipped(missingModule.get());
            }
        }
        return new Block.Different(id, number, recorded, RecordedOutput.of(execution.get()));
    }

    private Optional<String> missingModule(Execution.PythonError error) {
        Matcher matcher = NO_MODULE.matcher(error.message());
        if (!error.type().equals("ModuleNotFoundError") || !matcher.matches()) {
            return Optional.empty();
        }
        String module = matcher.group(1);
        String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
        return standardLibrary.has(top) ? Optional.empty() : Optional.of(top);
    }
}
