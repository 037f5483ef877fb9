package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;
import static io.github.jupan.server.internal.rpc.Param.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Version;
import io.github.jupan.server.internal.peer.Json;
import java.util.List;

/// What concerns no session: the server itself, its models, their tokens.
final class AboutMethods {

    private AboutMethods() {}

    static List<Method> all(Sessions sessions) {
        return List.of(initialize(sessions), models(sessions), price(sessions), tokens(sessions));
    }

    private static Method initialize(Sessions sessions) {
        return new Method(
                "initialize",
                "Says who the server is and how much it takes. It need not be called.",
                List.of(optional("client", new Shape.Text(), "who calls")),
                new Shape.Fields(
                        required("name", new Shape.Text(), "jupan"),
                        required("version", new Shape.Text(), "its version"),
                        required(
                                "limits",
                                new Shape.Fields(
                                        required("sessions", new Shape.Whole(1, Integer.MAX_VALUE), "open at once"),
                                        required("questions", new Shape.Whole(1, Integer.MAX_VALUE), "at once"),
                                        required("interpreters", new Shape.Whole(1, Integer.MAX_VALUE), "at once"),
                                        required("heap_bytes", new Shape.Whole(1, Long.MAX_VALUE), "of all of them"),
                                        required("message_bytes", new Shape.Whole(1, Integer.MAX_VALUE), "of one")),
                                "how much it takes")),
                Method.Turn.NOW,
                (arguments, caller) -> introduction(sessions.limits()));
    }

    private static JsonNode introduction(ServerLimits limits) {
        ObjectNode node = Json.NODES.objectNode().put("name", "jupan").put("version", Version.number());
        node.putObject("limits")
                .put("sessions", limits.sessions())
                .put("questions", Math.min(limits.questions(), limits.workers()))
                .put("interpreters", limits.workers())
                .put("heap_bytes", limits.heapBytes())
                .put("message_bytes", limits.messageBytes());
        return node;
    }

    private static Method models(Sessions sessions) {
        return new Method(
                "models.list",
                "Says which models could be used as things stand.",
                List.of(),
                new Shape.Fields(required(
                        "models",
                        new Shape.Many(new Shape.Fields(
                                required("form", new Shape.Text(), "how to write its name"),
                                required("usable", new Shape.Flag(), "whether it can be used"),
                                required("note", new Shape.Text(), "why"))),
                        "by provider")),
                Method.Turn.ONE_BY_ONE,
                (arguments, caller) -> {
                    ObjectNode node = Json.NODES.objectNode();
                    ArrayNode models = node.putArray("models");
                    for (ModelSource.Listing each : sessions.models().list()) {
                        models.addObject()
                                .put("form", each.form())
                                .put("usable", each.usable())
                                .put("note", each.note());
                    }
                    return node;
                });
    }

    private static Method price(Sessions sessions) {
        return new Method(
                "models.price",
                "Says what a model's tokens cost, where the server was told.",
                List.of(required("model", new Shape.Text(), "its name in full")),
                new Shape.Fields(required(
                        "price",
                        new Shape.OrNull(new Shape.Fields(
                                required("input", new Shape.Text(), "of a million tokens that it reads, a decimal"),
                                required("output", new Shape.Text(), "of a million tokens that it writes, a decimal"),
                                required("currency", new Shape.Text(), "such as USD"))),
                        "null when nobody said")),
                Method.Turn.ONE_BY_ONE,
                (arguments, caller) -> {
                    ObjectNode node = Json.NODES.objectNode();
                    sessions.models()
                            .price(arguments.text("model"))
                            .ifPresentOrElse(
                                    price -> node.putObject("price")
                                            .put("input", price.input().toPlainString())
                                            .put("output", price.output().toPlainString())
                                            .put("currency", price.currency()),
                                    () -> node.putNull("price"));
                    return node;
                });
    }

    private static Method tokens(Sessions sessions) {
        return new Method(
                "tokens.split",
                "Splits a text into tokens, as a model sees it.",
                List.of(
                        required("text", new Shape.Text(), "the text"),
                        optional("encoding", new Shape.Text(), "cl100k_base, the default, or o200k_base")),
                new Shape.Fields(required(
                        "tokens",
                        new Shape.Many(new Shape.Fields(
                                required("id", new Shape.Whole(0, Integer.MAX_VALUE), "its number"),
                                required(
                                        "text",
                                        new Shape.OrNull(new Shape.Text()),
                                        "its text; null when it is part of a character"),
                                required("display", new Shape.Text(), "its text as it can be shown on one line"))),
                        "in order")),
                Method.Turn.ONE_BY_ONE,
                (arguments, caller) -> {
                    ObjectNode node = Json.NODES.objectNode();
                    ArrayNode tokens = node.putArray("tokens");
                    for (ModelSource.TokenPiece each :
                            sessions.models().split(arguments.text("text"), arguments.optionalText("encoding"))) {
                        tokens.addObject()
                                .put("id", each.id())
                                .put("text", each.text().orElse(null))
                                .put("display", each.display());
                    }
                    return node;
                });
    }
}
