package io.github.jupan.agent.internal;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.internal.turn.TurnMessages;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.QuotedText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model is told behind a result, so that it makes the right thing of it. Each was measured with small models:
/// see the decision record on prompts.
final class Remark {

    private static final int BRIEF = 200;
    private static final Set<String> TRUTH_VALUES = Set.of("True", "False");

    /// A program of one line, as what it prints or as it is.
    private static final Pattern EXPRESSION = Pattern.compile("print\\(([^\n]*)\\)|([^\n]*)");

    /// @param result what the model reads of it
    record Ran(String program, Execution execution, String result) {}

    private Remark() {}

    /// @param question its words, where this was its first run
    /// @return empty where there is nothing to say
    static String on(Ran ran, Optional<String> question, Dialect dialect) {
        boolean completed = ran.execution() instanceof Execution.Completed done
                && (done.value() != null || !done.output().stdout().isBlank());
        if (!completed) {
            return "";
        }
        Optional<QuotedText> missing = question.flatMap(words -> QuotedText.missing(words, ran.program()));
        if (missing.isPresent()) {
            return Prompt.REMINDER_QUOTE.with(Map.of(
                    "from", "" + missing.get().from(), "to", "" + missing.get().to()));
        }
        String result = ran.result();
        if (dialect != Dialect.TEXT
                || result.length() > BRIEF
                || result.lines().count() != 1
                || result.equals("None")) {
            return "";
        }
        return TRUTH_VALUES.contains(result)
                ? truth(ran)
                : TurnMessages.reminder(Prompt.ANSWER_BEGINS, "result", result);
    }

    /// A truth value says little without what it is of.
    private static String truth(Ran ran) {
        Matcher line = EXPRESSION.matcher(ran.program().strip());
        if (!line.matches()) {
            return "";
        }
        String expression = line.group(1) == null ? line.group(2) : line.group(1);
        return expression.length() > BRIEF
                ? ""
                : TurnMessages.reminder(Prompt.TRUTH, "statement", "`" + expression + "` is " + ran.result());
    }
}
