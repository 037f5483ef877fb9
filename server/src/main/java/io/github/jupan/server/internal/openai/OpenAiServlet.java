package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.http.ClientWatch;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Fields;
import io.github.jupan.server.internal.openai.request.HandedOut;
import io.github.jupan.server.internal.openai.request.Json;
import io.github.jupan.server.internal.openai.request.Query;
import io.github.jupan.server.internal.openai.request.QueryReader;
import io.github.jupan.server.internal.openai.request.ResponseMemory;
import io.github.jupan.server.internal.openai.request.ResponsesRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// OpenAI's protocol, for the path `/v1`.
public final class OpenAiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String CHAT = "/chat/completions";
    private static final String RESPONSES = "/responses";
    private static final String MODELS = "/models";

    private final transient Sessions sessions;
    private final transient SessionOptions options;
    private final boolean named;
    private final transient HandedOut handedOut = new HandedOut();
    private final transient ResponseMemory memory = new ResponseMemory();
    private final transient Answering answering;
    private final transient ModelList models;

    /// @param named whether clients may name sessions
    public OpenAiServlet(Sessions sessions, SessionOptions options, boolean named) {
        this.sessions = sessions;
        this.options = options;
        this.named = named;
        this.answering = new Answering(sessions, handedOut);
        this.models = new ModelList(sessions, options);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            serve(request, response);
        } catch (RuntimeException refused) {
            if (response.isCommitted()) {
                throw refused;
            }
            WholeReply.refuse(response, ApiException.of(refused));
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.equals(CHAT)) {
            expect("POST", request, response);
            complete(request, response);
        } else if (path.equals(RESPONSES)) {
            expect("POST", request, response);
            respond(request, response);
        } else if (path.equals(MODELS)) {
            expect("GET", request, response);
            WholeReply.send(response, 200, models.all());
        } else if (path.startsWith(MODELS + "/")) {
            expect("GET", request, response);
            WholeReply.send(response, 200, models.one(path.substring(MODELS.length() + 1)));
        } else {
            throw new ApiException(404, "unknown_url", "there is no " + request.getMethod() + " /v1" + path);
        }
    }

    private static void expect(String method, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals(method)) {
            response.setHeader("Allow", method);
            throw new ApiException(405, "method_not_allowed", "use " + method);
        }
    }

    private void complete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Fields body = Fields.of(body(request));
        Query query = reader(request).read(body);
        Cancellation cancellation = new Cancellation();
        Completion completion = Completion.now(sessions.model(query.options()));
        boolean withUsage = body.object("stream_options")
                .map(more -> more.flag("include_usage"))
                .orElse(false);
        Reply reply = body.flag("stream")
                ? new StreamedCompletion(new EventStream(response, cancellation), completion, withUsage)
                : new WholeReply(response, new WholeText(query.code()), completion::whole);
        answer(request, response, query, reply, cancellation);
    }

    private void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ResponsesRequest asked = ResponsesRequest.of(body(request), memory);
        Query query;
        try {
            query = reader(request).read(asked.asChat());
        } catch (ApiException wrong) {
            throw ResponsesRequest.renamed(wrong);
        }
        Cancellation cancellation = new Cancellation();
        ModelResponse answered = ModelResponse.now(sessions.model(query.options()), asked);
        Reply reply = asked.fields().flag("stream")
                ? new StreamedResponse(
                        new EventStream(response, cancellation), answered, (id, output) -> keep(id, asked, output))
                : new WholeReply(response, new WholeText(query.code()), (text, answer) -> {
                    ObjectNode whole = answered.whole(text, answer);
                    keep(answered.id(), asked, whole.withArray("output"));
                    return whole;
                });
        answer(request, response, query, reply, cancellation);
    }

    private void keep(String id, ResponsesRequest asked, ArrayNode output) {
        if (asked.isToBeKept()) {
            memory.keep(id, asked.fields().text("previous_response_id"), asked.added(), output);
        }
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Query query,
            Reply reply,
            Cancellation cancellation)
            throws IOException {
        if (!named && query.session().isPresent()) {
            throw ApiException.unsupported(
                    "metadata.session", "the server serves anybody, without a token, and has no sessions here");
        }
        query.session().ifPresent(session -> response.setHeader("X-Jupan-Session", session));
        new Exchange(new ClientWatch(request), cancellation, response).run(answering, query, reply);
    }

    private QueryReader reader(HttpServletRequest request) {
        return new QueryReader(options, handedOut, name -> Optional.ofNullable(request.getHeader(name)));
    }

    private ObjectNode body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new ApiException(415, "unsupported_media_type", "send JSON, as Content-Type: application/json");
        }
        int most = sessions.limits().messageBytes();
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new ApiException(413, "request_too_large", "a request may have " + most + " bytes");
        }
        return Json.read(body);
    }
}
