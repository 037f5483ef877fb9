package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;
import static io.github.jupan.server.internal.rpc.Param.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.store.History;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens, fills, shows and closes sessions.
final class SessionMethods {

    static final Param SESSION = required("session", new Shape.Text(), "the id that session.open gave");

    static final Param MODE = optional(
            "mode",
            new Shape.Word(
                    Arrays.stream(Mode.values()).map(SessionMethods::word).toList()),
            "direct: answer at once; think: in steps, no code; code: steps and code, the default unless the server"
                    + " says otherwise");

    static final Param DOCUMENTS = optional("documents", new Shape.Texts(), "texts by name, for Python's documents");

    private static final Param FROM =
            optional("from", new Shape.Whole(0, Integer.MAX_VALUE), "how many events to leave out; 0");

    private static final Param COUNT =
            optional("count", new Shape.Whole(1, 10_000), "how many events to give at most; 10000");

    private SessionMethods() {}

    static List<Method> all(Sessions sessions) {
        return List.of(usual(sessions), open(sessions), bind(), reset(), history(), list(), rename(), close());
    }

    private static Method usual(Sessions sessions) {
        return new Method(
                "session.usual",
                "Says what a session is set up with where session.open does not say.",
                List.of(),
                new Shape.Fields(
                        required("model", new Shape.Text(), "the model's name in full"),
                        required("mode", MODE.shape(), "the mode"),
                        required(
                                "settings",
                                SettingParams.TOLD,
                                "what else holds; what is left out is the model's own")),
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    SessionOptions usual = sessions.models().usual();
                    return Json.NODES
                            .objectNode()
                            .put("model", sessions.model(usual))
                            .put("mode", word(usual.mode()))
                            .set("settings", SettingParams.json(sessions.settings(usual)));
                });
    }

    private static Method open(Sessions sessions) {
        return new Method(
                "session.open",
                "Opens a session: a conversation whose variables and documents last.",
                Stream.concat(
                                Stream.of(
                                        optional(
                                                "model",
                                                new Shape.Text(),
                                                "such as openai:gpt-5; the server's own when left out"),
                                        MODE,
                                        RunBounds.PARAM,
                                        DOCUMENTS),
                                SettingParams.ALL.stream())
                        .toList(),
                new Shape.Fields(
                        SESSION,
                        required("model", new Shape.Text(), "its name in full"),
                        required("mode", MODE.shape(), "its mode")),
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    SessionOptions usual = sessions.models().usual();
                    Mode mode = mode(arguments).orElse(usual.mode());
                    Session session = caller.sessions()
                            .open(new SessionOptions(
                                    arguments.optionalText("model").or(usual::model),
                                    mode,
                                    RunBounds.of(arguments, usual.limits()),
                                    SettingParams.of(arguments).orElse(usual.settings())));
                    Map<String, String> documents = arguments.texts(DOCUMENTS.name());
                    if (!documents.isEmpty()) {
                        session.bind(documents);
                    }
                    return Json.NODES
                            .objectNode()
                            .put("session", session.id())
                            .put("model", session.model())
                            .put("mode", word(mode));
                });
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> mode(Arguments arguments) {
        return arguments.optionalText(MODE.name()).map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Method bind() {
        return new Method(
                "session.bind",
                "Attaches a document, whole or part after part; one of the same name is replaced.",
                List.of(
                        SESSION,
                        required("name", new Shape.Text(), "the document's name"),
                        required("text", new Shape.Text(), "its text, or the next part of it"),
                        optional(
                                "offset",
                                new Shape.Whole(0, Integer.MAX_VALUE),
                                "the length that the last part's answer gave; 0, or left out, begins anew")),
                new Shape.Fields(
                        required("name", new Shape.Text(), "the document's name"),
                        required(
                                "length",
                                new Shape.Whole(0, Integer.MAX_VALUE),
                                "how long it is by now, in UTF-16 code units")),
                Method.Turn.IN_SESSION,
                (arguments, caller) -> {
                    String name = arguments.text("name");
                    Session session = caller.sessions().find(arguments.text("session"));
                    String text = begun(session, name, arguments.whole("offset", 0)) + arguments.text("text");
                    session.bind(Map.of(name, text));
                    return Json.NODES.objectNode().put("name", name).put("length", text.length());
                });
    }

    private static String begun(Session session, String name, long offset) {
        String text = offset == 0 ? "" : session.documents().getOrDefault(name, "");
        if (text.length() != offset) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "the document is " + text.length() + " long, not " + offset + "; send the part that begins there");
        }
        return text;
    }

    private static Method reset() {
        return new Method(
                "session.reset",
                "Gives the session a fresh interpreter; its questions and documents stay.",
                List.of(SESSION),
                new Shape.Fields(SESSION),
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    Session session = caller.sessions().find(arguments.text("session"));
                    session.reset();
                    return Json.NODES.objectNode().put("session", session.id());
                });
    }

    private static Method history() {
        return new Method(
                "session.history",
                "Gives the session's events, as docs/events.md has them.",
                List.of(SESSION, FROM, COUNT),
                new Shape.Fields(
                        required("total", new Shape.Whole(0, Integer.MAX_VALUE), "how many there are"),
                        required("events", new Shape.Many(EventShapes.EVENT), "those asked for")),
                Method.Turn.ONE_BY_ONE,
                (arguments, caller) -> {
                    History history = caller.sessions()
                            .history(
                                    arguments.text("session"),
                                    arguments.whole(FROM.name(), 0),
                                    Math.toIntExact(arguments.whole(COUNT.name(), 10_000)));
                    ObjectNode node = Json.NODES.objectNode().put("total", history.total());
                    ArrayNode events = node.putArray("events");
                    history.events().forEach(event -> events.add(Json.read(event)));
                    return node;
                });
    }

    private static Method list() {
        return new Method(
                "session.list",
                "Lists all sessions, the last used first.",
                List.of(),
                new Shape.Fields(required(
                        "sessions",
                        new Shape.Many(new Shape.Fields(
                                SESSION,
                                required("model", new Shape.Text(), "its model"),
                                required("title", new Shape.Text(), "the beginning of its first question"),
                                required("questions", new Shape.Whole(0, Integer.MAX_VALUE), "how many were asked"),
                                required("created", new Shape.Text(), "when, by ISO 8601"),
                                required("used", new Shape.Text(), "when last"))),
                        "the last used first")),
                Method.Turn.ONE_BY_ONE,
                (arguments, caller) -> {
                    ObjectNode node = Json.NODES.objectNode();
                    ArrayNode all = node.putArray("sessions");
                    caller.sessions().list().forEach(each -> all.add(line(each)));
                    return node;
                });
    }

    private static JsonNode line(SessionSummary summary) {
        return Json.NODES
                .objectNode()
                .put("session", summary.id())
                .put("model", summary.model())
                .put("title", summary.title())
                .put("questions", summary.questions())
                .put("created", summary.created().toString())
                .put("used", summary.used().toString());
    }

    private static Method rename() {
        Param title = required("title", new Shape.Text(), "of which the first 60 characters count");
        return new Method(
                "session.rename",
                "Gives the session another title in the list.",
                List.of(SESSION, title),
                new Shape.Fields(SESSION, required("title", new Shape.Text(), "as the list has it")),
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    Session session = caller.sessions().find(arguments.text("session"));
                    return Json.NODES
                            .objectNode()
                            .put("session", session.id())
                            .put("title", session.rename(arguments.text(title.name())));
                });
    }

    private static Method close() {
        return new Method(
                "session.close",
                "Cancels what the session is doing and forgets it.",
                List.of(SESSION),
                new Shape.Fields(SESSION),
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    String id = arguments.text("session");
                    caller.sessions().close(id);
                    return Json.NODES.objectNode().put("session", id);
                });
    }
}
