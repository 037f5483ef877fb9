package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.Permission;
import io.github.jupan.server.internal.Version;
import io.github.jupan.server.internal.peer.Call;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Peer;
import io.github.jupan.server.internal.peer.Protocol;
import io.github.jupan.server.internal.peer.Request;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The Model Context Protocol for one client. A request whose `_meta` says which revision it is written in needs no
/// handshake and is answered by itself; all others come after `initialize`, which agrees on an older revision.
final class Mcp implements Protocol {

    static final String DISCOVER = "server/discover";
    static final String INITIALIZE = "initialize";
    private static final String LISTEN = "subscriptions/listen";
    private static final String CANCELLED = "notifications/cancelled";
    private static final String META = "_meta";
    private static final String OURS = "io.modelcontextprotocol/";
    static final String VERSION = OURS + "protocolVersion";
    private static final String CAPABILITIES = OURS + "clientCapabilities";

    private static final int DAY_MS = 86_400_000;

    private static final String INSTRUCTIONS = "run_python computes: count, calculate, sort and compare with it instead"
            + " of in your head, and hand it every text in `texts` exactly as it was given. count_text counts without"
            + " a program. ask lets another model do both and says where each number comes from.";

    private static final String SESSION_OF_STATELESS = "The session that an earlier result named, to go on with its"
            + " variables and documents. Left out: a new one, which the result names.";

    private final Client client;
    private final Offer offer;
    private final Calls calls;
    private final Resources resources;
    private final Permission permission;
    private final Unanswered unanswered = new Unanswered();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile @Nullable Revision agreed;

    /// What the client said it can, in its handshake.
    private volatile JsonNode capabilities = Json.NODES.objectNode();

    /// @param calls where the client's calls are found
    Mcp(Client client, Offer offer, Permission permission, Calls calls) {
        this.client = client;
        this.permission = permission;
        this.offer = offer;
        this.calls = calls;
        this.resources = offer.resources(client);
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public boolean takesBatches() {
        return agreed == Revision.R2025_03_26;
    }

    @Override
    public void inputEnded() {
        end.complete(null);
    }

    /// Whether there was a handshake.
    boolean hasAgreed() {
        return agreed != null;
    }

    /// Whether a request says for itself which revision it is written in.
    static boolean isStateless(Request request) {
        return request.method().equals(DISCOVER) || request.param(META).has(VERSION);
    }

    /// @throws Failure unless it says what each request has to
    static void checkMeta(Request request) {
        JsonNode meta = request.param(META);
        if (!meta.path(VERSION).isTextual() || !meta.path(CAPABILITIES).isObject()) {
            throw new Failure(
                    ErrorCode.INVALID_PARAMS,
                    "_meta needs " + VERSION + " and " + CAPABILITIES + "; or send initialize first");
        }
    }

    /// @throws Failure unless it is one that needs no handshake
    private static Revision revision(Request request) {
        checkMeta(request);
        String version = request.param(META).path(VERSION).asText();
        return Revision.of(version).filter(Revision::isStateless).orElseThrow(() -> McpFailure.version(version));
    }

    @Override
    public Work work(Request request) {
        request.id().filter(id -> !id.isTextual() && !id.isIntegralNumber()).ifPresent(_ -> {
            throw new Failure(ErrorCode.INVALID_REQUEST, "an id is a string or a whole number");
        });
        if (request.method().equals(CANCELLED)) {
            return Work.now(_ -> cancel(request.param("requestId")));
        }
        if (isStateless(request)) {
            return method(request, revision(request));
        }
        return switch (request.method()) {
            case INITIALIZE -> Work.now(call -> initialize(request));
            case "ping" -> Work.now(_ -> Json.NODES.objectNode());
            default -> {
                if (request.id().isEmpty()) {
                    yield Work.now(_ -> Json.NODES.nullNode());
                }
                Revision revision = agreed;
                if (revision == null) {
                    throw new Failure(ErrorCode.INVALID_REQUEST, "send initialize first");
                }
                yield method(request, revision);
            }
        };
    }

    private JsonNode initialize(Request request) {
        Revision revision = Revision.of(request.param("protocolVersion").asText())
                .filter(known -> !known.isStateless())
                .orElse(Revision.LAST_WITH_HANDSHAKE);
        agreed = revision;
        capabilities = request.param("capabilities");
        ObjectNode result = Json.NODES.objectNode().put("protocolVersion", revision.text());
        result.set("capabilities", capabilities(revision));
        result.set("serverInfo", implementation());
        return result.put("instructions", INSTRUCTIONS);
    }

    /// Has a client that had a handshake told of new documents there, until that is closed.
    Client.Listening tellOfDocuments(Peer peer) {
        return client.onNewDocuments(() -> {
            if (hasAgreed()) {
                peer.notify("notifications/resources/list_changed", Json.NODES.objectNode());
            }
        });
    }

    private static ObjectNode capabilities(Revision revision) {
        ObjectNode capabilities = Json.NODES.objectNode();
        capabilities.putObject("tools");
        capabilities.putObject("prompts");
        ObjectNode resources = capabilities.putObject("resources");
        if (!revision.isStateless()) {
            resources.put("listChanged", true);
        }
        return capabilities;
    }

    private static ObjectNode implementation() {
        return Json.NODES.objectNode().put("name", "jupan").put("version", Version.number());
    }

    private JsonNode cancel(JsonNode id) {
        calls.all().filter(each -> each.hasId(id)).forEach(Call::abandon);
        return Json.NODES.nullNode();
    }

    private Work method(Request request, Revision revision) {
        return switch (request.method()) {
            case DISCOVER -> Work.now(_ -> cacheable(discovered(revision), revision, DAY_MS));
            case LISTEN -> {
                if (!revision.isStateless()) {
                    throw noMethod(request);
                }
                yield Work.beside(call -> listen(request, call));
            }
            case "tools/list" -> Work.now(_ -> cacheable(tools(revision), revision, DAY_MS));
            case "tools/call" -> toolCall(request, revision);
            case "prompts/list" -> Work.now(_ -> cacheable(prompts(), revision, DAY_MS));
            case "prompts/get" ->
                Work.now(_ ->
                        complete(offer.prompt(request.param("name").asText(), request.param("arguments")), revision));
            case "resources/list" -> Work.beside(_ -> cacheable(resources.list(revision), revision, 0));
            case "resources/templates/list" ->
                Work.now(_ -> cacheable(resources.templates(revision), revision, DAY_MS));
            case "resources/read" ->
                Work.beside(_ -> cacheable(resources.read(request.param("uri").asText(), revision), revision, 0));
            default -> throw noMethod(request);
        };
    }

    private static Failure noMethod(Request request) {
        return new Failure(ErrorCode.METHOD_NOT_FOUND, "there is no method " + request.method());
    }

    private static ObjectNode discovered(Revision revision) {
        ObjectNode result = Json.NODES.objectNode();
        ArrayNode versions = result.putArray("supportedVersions");
        Revision.texts().forEach(versions::add);
        result.set("capabilities", capabilities(revision));
        return result.put("instructions", INSTRUCTIONS);
    }

    private ObjectNode tools(Revision revision) {
        ObjectNode result = Json.NODES.objectNode();
        ArrayNode tools = result.putArray("tools");
        for (ObjectNode tool : offer.tools()) {
            ObjectNode told = tool.deepCopy();
            if (revision.isStateless() && told.at("/inputSchema/properties/session") instanceof ObjectNode session) {
                session.put("description", SESSION_OF_STATELESS);
            }
            tools.add(told);
        }
        return result;
    }

    private ObjectNode prompts() {
        ObjectNode result = Json.NODES.objectNode();
        offer.prompts().forEach(result.putArray("prompts")::add);
        return result;
    }

    private Work toolCall(Request request, Revision revision) {
        Tool tool = offer.tool(request.param("name").asText());
        JsonNode arguments = request.param("arguments");
        JsonNode can = revision.isStateless() ? request.param(META).path(CAPABILITIES) : capabilities;
        if (revision.isStateless()) {
            tool.needs(permission).stream().filter(each -> !can.has(each)).forEach(missing -> {
                throw McpFailure.capability(missing);
            });
        }
        Consent consent = Consent.of(permission, can, revision, unanswered);
        Handler handler = call ->
                complete(called(tool, new ToolCall(client, revision, withArguments(request), call, consent)), revision);
        Optional<String> session = tool.takesTurns() ? ToolCall.session(revision, arguments) : Optional.empty();
        return session.<Work>map(name -> new Work(Pace.IN_TURN, new Lane(client, name), handler))
                .orElseGet(() -> Work.beside(handler));
    }

    /// The session of a client, as what its calls take turns for.
    private record Lane(Client client, String session) {}

    private static Request withArguments(Request request) {
        if (request.param("arguments").isObject()) {
            return request;
        }
        ObjectNode params = Json.NODES.objectNode();
        params.setAll((ObjectNode) request.params().orElseThrow());
        params.putObject("arguments");
        return new Request(request.id(), request.method(), Optional.of(params));
    }

    private ObjectNode called(Tool tool, ToolCall call) {
        try {
            return offer.complaint(tool, call.arguments().values())
                    .map(complaint -> Tool.result(true, complaint))
                    .orElseGet(() -> tool.call(call));
        } catch (CancellationException | JupanException | IllegalArgumentException refused) {
            return Tool.result(true, JupanException.line(refused.getMessage()));
        }
    }

    /// A stream of what the client wants to hear. Nothing of what it may ask for happens here: no list changes.
    private JsonNode listen(Request request, Call call) {
        JsonNode id = request.id().orElseGet(Json.NODES::nullNode);
        ObjectNode acknowledged = Json.NODES.objectNode();
        acknowledged.putObject(META).set(OURS + "subscriptionId", id);
        acknowledged.putObject("notifications");
        call.notify("notifications/subscriptions/acknowledged", acknowledged);
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (var _ = call.cancellation().onCancel(() -> over.complete(null))) {
            CompletableFuture.anyOf(over, end).join();
        }
        ObjectNode result = complete(Json.NODES.objectNode(), Revision.R2026_07_28);
        result.withObjectProperty(META).set(OURS + "subscriptionId", id);
        return result;
    }

    private static ObjectNode cacheable(ObjectNode result, Revision revision, int freshMs) {
        return revision.isStateless()
                ? complete(
                        result.put("ttlMs", freshMs).put("cacheScope", freshMs == 0 ? "private" : "public"), revision)
                : result;
    }

    private static ObjectNode complete(ObjectNode result, Revision revision) {
        if (revision.isStateless()) {
            if (!result.has("resultType")) {
                result.put("resultType", "complete");
            }
            result.withObjectProperty(META).set(OURS + "serverInfo", implementation());
        }
        return result;
    }
}
