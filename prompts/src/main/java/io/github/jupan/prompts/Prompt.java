package io.github.jupan.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text that a model reads. Each is a Markdown resource beside this class, named as the constant is:
/// [#CODE_IN_TEXT] is `code-in-text.md`.
public enum Prompt {
    /// The role in the mode that answers at once.
    DIRECT,
    /// The role in the mode that thinks in steps without code.
    THINK,
    /// The role in the mode that uses code: what code is for, and what Python has.
    CODE,
    /// How to ask for a run when the model takes tools.
    CODE_BY_TOOL,
    /// How to ask for a run when it does not.
    CODE_IN_TEXT,
    /// Sent with a short result to a model that is asked in text; fill in `result`.
    ANSWER_BEGINS,
    /// The same where the result is a truth value; fill in `statement`.
    TRUTH,
    /// Added when the user asked for code.
    CODE_REQUIRED,
    /// Added when code is not available.
    NO_CODE,
    /// Announces the functions that Python has besides; fill in `functions`.
    FUNCTIONS,
    /// Announces the documents; fill in `documents`.
    DOCUMENTS,
    /// Worked examples of questions like the one that is asked; fill in `examples`.
    LESSONS,
    /// Added when a conversation is longer than its context.
    LEFT_OUT,
    /// Stands for the result of a call that never got one.
    NO_RESULT,
    /// Sent back when an answer came without the code that the user asked for.
    REMINDER_CODE,
    /// Sent back when a turn ended at its token limit.
    REMINDER_CUT,
    /// Sent back when a turn said nothing.
    REMINDER_EMPTY,
    /// Sent back, once, when an answer leaves out or misquotes what a run computed; fill in `result`.
    REMINDER_RESULT,
    /// Sent with the result of a program that lacks the text which the question quotes; fill in `from` and `to`.
    REMINDER_QUOTE,
    /// Sent with the result of a block that nothing but the turn's end closed.
    REMINDER_UNCLOSED,
    /// Sent with a result in which something had to be quoted.
    REMINDER_QUOTED,
    /// Sent with a result that came a second time in a row.
    REMINDER_SAME,
    /// A result: the documents needed another interpreter.
    LARGER_INTERPRETER,
    /// A result: the question has other limits than the one before.
    OTHER_LIMITS,
    /// A result: a conversation was taken up again, and not all of it could be repeated.
    NOT_REPEATED,
    /// Added when code ran in an earlier request, whose interpreter is gone.
    VARIABLES_GONE,
    /// A result: the question was stopped before the call.
    NOT_RUN_STOPPED,
    /// A result: the question is to be answered without code.
    NOT_RUN_NO_CODE,
    /// A result: the user did not allow the run.
    NOT_RUN_NOT_ALLOWED,
    /// A result: the question was stopped before the tool was done.
    NOT_FINISHED,
    /// A result: a tool was called that there is not; fill in `name` and `tools`.
    NO_SUCH_TOOL,
    /// An error in Python: a function of an earlier question is not offered any more.
    FUNCTION_GONE,
    /// What the tool `python` is said to do.
    PYTHON_TOOL,
    /// What its one argument is.
    PYTHON_TOOL_CODE,
    /// A result: a call of `python` holds no program.
    PYTHON_ARGUMENTS,
    /// Comes before a result: the program was damaged, and ran repaired; fill in `repair`.
    CODE_REPAIRED,
    /// Comes before a result: what looks like a slip in copying; fill in `literal` and `original`.
    COPY_SUSPECTED,
    /// A result: the program printed nothing and has no value.
    NO_OUTPUT,
    /// A result: the program took too long; fill in `detail`, as in the next three.
    LIMIT_TIME,
    /// A result: the program needed too much memory.
    LIMIT_MEMORY,
    /// A result: the program printed too much.
    LIMIT_OUTPUT,
    /// A result: the program is too long.
    LIMIT_CODE,
    /// A result: the interpreter had to be replaced, for what earlier code did to it; fill in `detail`.
    LIMIT_INTERPRETER,
    /// A result: the run was stopped.
    RUN_CANCELLED,
    /// Ends a result: the interpreter had to be replaced.
    VARIABLES_LOST,
    /// A result: a tool cannot be called like this; fill in `tool`, `problem` and `expected`.
    TOOL_ARGUMENTS,
    /// A result: a tool failed; fill in `tool` and `cause`.
    TOOL_FAILED,
    /// A result: a tool cannot be called at all; fill in `tool` and `cause`.
    TOOL_UNUSABLE,
    /// A result: the server of a tool has ended; fill in `tool`.
    TOOL_GONE,
    /// A result: a tool did not answer; fill in `tool` and `seconds`.
    TOOL_SILENT,
    /// A result: the question was stopped while a tool was at work; fill in `tool`.
    TOOL_STOPPED,
    /// Ends the model's part in a question that got no answer; fill in `why`.
    NO_ANSWER,
    /// Stands for a turn that said nothing.
    SAID_NOTHING,
    /// What an MCP client may begin a conversation with; fill in `task`.
    USE_CODE,
    /// Shows two attempts at a task to a model that judges them; fill in `question`, `a` and `b`.
    JUDGE,
    /// Asks it which is better.
    JUDGE_QUESTION;

    /// A system property that names a folder whose files are read instead of the resources of the same name, so
    /// that other words can be tried. It counts until the first prompt is read.
    public static final String FOLDER = "jupan.prompts";

    private final String text = load(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md");

    /// The text, without the line break at its end.
    public String text() {
        return text;
    }

    /// The text with every `{{name}}` replaced.
    ///
    /// @throws IllegalArgumentException when the text has no such place
    public String with(String name, String value) {
        return with(Map.of(name, value));
    }

    /// The text with several places filled in.
    ///
    /// @throws IllegalArgumentException when the text has no place for one of them
    public String with(Map<String, String> values) {
        StringBuilder filled = new StringBuilder(text);
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String place = "{{" + value.getKey() + "}}";
            int at = text.indexOf(place);
            if (at < 0) {
                throw new IllegalArgumentException(this + " has no place for " + value.getKey());
            }
            for (; at >= 0; at = text.indexOf(place, at + place.length())) {
                places.add(new Place(at, at + place.length(), value.getValue()));
            }
        }
        // From the end, so that no value is taken for a place.
        places.sort(Comparator.comparingInt(Place::start).reversed());
        places.forEach(place -> filled.replace(place.start(), place.end(), place.value()));
        return filled.toString();
    }

    private record Place(int start, int end, String value) {}

    private static @Nullable InputStream open(String resource) throws IOException {
        String folder = System.getProperty(FOLDER);
        Path tried = folder == null ? null : Path.of(folder, resource);
        return tried != null && Files.exists(tried)
                ? Files.newInputStream(tried)
                : Prompt.class.getResourceAsStream(resource);
    }

    private static String load(String resource) {
        try (InputStream in = open(resource)) {
            if (in == null) {
                throw new IllegalStateException("the prompt " + resource + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
