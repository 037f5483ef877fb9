package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;
import static io.github.jupan.server.internal.rpc.Param.required;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The events of `docs/events.md`, as clients are told what they look like.
final class EventShapes {

    private static final Shape TEXT = new Shape.Text();
    private static final Shape COUNT = new Shape.Whole(0, Integer.MAX_VALUE);
    private static final Param RUN = required("run", COUNT, "counted from 1 in the conversation");

    private static final Shape.Named USAGE = new Shape.Named(
            "Usage",
            new Shape.Fields(
                    required("input_tokens", new Shape.Whole(0, Long.MAX_VALUE), "what the model read"),
                    required("output_tokens", new Shape.Whole(0, Long.MAX_VALUE), "what it wrote"),
                    required("known", new Shape.Flag(), "false when the figures are a lower bound")));

    private static final Shape.Named EVIDENCE = new Shape.Named(
            "Evidence",
            new Shape.Fields(
                    required("number", TEXT, "as the answer has it"),
                    required("start", COUNT, "where it begins in the answer, in UTF-16 code units"),
                    required("end", COUNT, "where it ends"),
                    required("source", new Shape.Word(List.of("computed", "given", "neither")), "where it is from"),
                    optional("run", COUNT, "the run that computed it")));

    private static final Shape.Named ERROR = new Shape.Named(
            "PythonError",
            new Shape.Fields(
                    required("type", TEXT, "such as ZeroDivisionError"),
                    required("message", TEXT, "what it says"),
                    required("traceback", TEXT, "as Python prints it")));

    private static final List<Param> RUN_FIELDS = List.of(
            type("run"),
            RUN,
            required("status", new Shape.Word(List.of("completed", "raised", "limit", "cancelled")), "how it ended"),
            required("value", new Shape.OrNull(TEXT), "repr of its last expression"),
            required("stdout", TEXT, "what it printed"),
            required("stderr", TEXT, "what it printed as an error"),
            required("error", new Shape.OrNull(ERROR), "what it raised"),
            required("limit", new Shape.OrNull(words(Execution.Limit.values())), "what it hit"),
            required("detail", new Shape.OrNull(TEXT), "what the limit is"),
            required("state_lost", new Shape.Flag(), "whether its variables are gone"),
            required("elapsed_ms", new Shape.Whole(0, Long.MAX_VALUE), "how long it took"));

    private static final List<Param> END_FIELDS = List.of(
            type("end"),
            required(
                    "outcome",
                    new Shape.Word(List.of(
                            "answered",
                            "declined",
                            "incomplete",
                            "step_limit",
                            "token_limit",
                            "same_error",
                            "deadline",
                            "cancelled")),
                    "docs/outcomes.md has them"),
            required(
                    "reason",
                    new Shape.OrNull(words(Stream.concat(
                            Arrays.stream(Outcome.Declined.Reason.values()),
                            Arrays.stream(Outcome.Incomplete.Reason.values())))),
                    "why it was declined or is incomplete"),
            required("text", new Shape.OrNull(TEXT), "the answer"),
            required(
                    "results",
                    new Shape.Many(new Shape.Fields(RUN, required("value", TEXT, "exactly"))),
                    "what the runs came to"),
            required("evidence", new Shape.Many(EVIDENCE), "where the answer's numbers are from"),
            required("usage", USAGE, "the tokens of all turns"));

    private static final Param OPEN_SESSION = required("session", TEXT, "the session's id");

    /// What `session.ask` is answered with.
    static final Shape.Named ANSWER = new Shape.Named("Answer", with(END_FIELDS, OPEN_SESSION));

    /// What `sandbox.run` is answered with.
    static final Shape.Named RUN_ENDED =
            new Shape.Named("Run", with(RUN_FIELDS, optional("session", TEXT, "the session's id")));

    static final Shape.Named EVENT = new Shape.Named(
            "Event",
            new Shape.OneOf(List.of(
                    event(
                            "asked",
                            required("text", TEXT, "the question"),
                            required("mode", words(Mode.values()), "the question's"),
                            required("documents", new Shape.Many(TEXT), "names of what was attached to it")),
                    event("turn_start", required("turn", COUNT, "counted from 1 in the question")),
                    event("thinking", required("text", TEXT, "a piece of it")),
                    event("text", required("text", TEXT, "a piece of it")),
                    event("code_start", RUN, required("marker", TEXT, "what opened the block")),
                    event("code", RUN, required("text", TEXT, "a piece of it")),
                    event(
                            "turn_end",
                            required("turn", COUNT, "counted from 1 in the question"),
                            required("reason", words(AgentEvent.Reason.values()), "why it ended"),
                            required("usage", USAGE, "the turn's tokens")),
                    event(
                            "dialect",
                            required(
                                    "dialect",
                                    new Shape.Word(Arrays.stream(Dialect.values())
                                            .map(Dialect::word)
                                            .toList()),
                                    "how the model is asked for code from now on"),
                            required("why", TEXT, "in a few words")),
                    event(
                            "code_repaired",
                            RUN,
                            required("repair", TEXT, "what was done"),
                            required("code", TEXT, "what runs")),
                    event("result_doubted", RUN, required("result", TEXT, "that the answer does not have")),
                    event(
                            "copy_suspected",
                            RUN,
                            required("literal", TEXT, "as the code has it"),
                            required("original", TEXT, "as the user wrote it")),
                    event("run_start", RUN, required("code", TEXT, "all of it")),
                    event(
                            "output",
                            RUN,
                            required("stream", words(OutputListener.Channel.values()), "where it was printed"),
                            required("text", TEXT, "a piece of it")),
                    new Shape.Fields(RUN_FIELDS),
                    event(
                            "tool_start",
                            required("id", TEXT, "of the call"),
                            required("name", TEXT, "the tool's"),
                            required("arguments", TEXT, "as JSON")),
                    event(
                            "tool_end",
                            required("id", TEXT, "of the call"),
                            required("name", TEXT, "the tool's"),
                            required("ok", new Shape.Flag(), "whether it did what it was to do"),
                            required("result", TEXT, "what it gave")),
                    new Shape.Fields(END_FIELDS))));

    /// The parameters of the notification `session.event`.
    static final List<Param> NOTIFIED =
            List.of(OPEN_SESSION, required("event", EVENT, "what happened in it; the answer itself is no event"));

    static final List<Shape.Named> ALL = List.of(USAGE, EVIDENCE, ERROR, ANSWER, RUN_ENDED, EVENT);

    private EventShapes() {}

    private static Shape.Fields event(String type, Param... fields) {
        return new Shape.Fields(
                Stream.concat(Stream.of(type(type)), Arrays.stream(fields)).toList());
    }

    private static Shape.Fields with(List<Param> fields, Param more) {
        return new Shape.Fields(Stream.concat(fields.stream(), Stream.of(more)).toList());
    }

    private static Param type(String type) {
        return required("type", new Shape.Word(List.of(type)), "which event it is");
    }

    private static Shape.Word words(Enum<?>... values) {
        return words(Arrays.stream(values));
    }

    private static Shape.Word words(Stream<? extends Enum<?>> values) {
        return new Shape.Word(values.map(each -> each.name().toLowerCase(Locale.ROOT))
                .distinct()
                .toList());
    }
}
