package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.Call;
import io.github.jupan.server.internal.peer.Request;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A tool that a client has called.
///
/// @param revision that the client speaks
/// @param consent how it is found out whether code may run
record ToolCall(Client client, Revision revision, Request request, Call call, Consent consent) {

    private static final String MAIN = "main";

    Arguments arguments() {
        return new Arguments(request.param("arguments"));
    }

    Cancellation cancellation() {
        return call.cancellation();
    }

    Progress progress() {
        return new Progress(call, request.param("_meta").path("progressToken"));
    }

    /// The session that a call works in; empty when it is to have a new one.
    ///
    /// @param arguments of a call, however they look
    static Optional<String> session(Revision revision, JsonNode arguments) {
        Optional<String> named = Optional.ofNullable(arguments.path("session").textValue());
        return revision.isStateless() ? named : named.or(() -> Optional.of(MAIN));
    }

    private Optional<String> sessionName() {
        return session(revision, request.param("arguments"));
    }

    /// Works in the call's session, if it may.
    ///
    /// @param model the one that it is to speak with; any when empty
    /// @param consent asked before, unless everything may run in the session
    /// @param work gives a result, to which the session's name is added where the client has to know it
    ObjectNode inSession(
            Optional<String> model,
            Function<Consent, Consent.Answer> consent,
            Function<NamedSession, ObjectNode> work) {
        Optional<NamedSession> open = open(model);
        boolean always = false;
        if (open.filter(each -> client.isAllowed(each.name())).isEmpty()) {
            switch (consent.apply(this.consent)) {
                case Consent.Answer.Instead(ObjectNode result) -> {
                    return result;
                }
                case Consent.Answer.Run run -> always = run.always();
            }
        }
        NamedSession named = open.orElseGet(() -> client.begin(model));
        if (always) {
            client.allow(named.name());
        }
        return in(named, work);
    }

    private ObjectNode in(NamedSession named, Function<NamedSession, ObjectNode> work) {
        Set<String> before = new TreeSet<>(named.session().documents().keySet());
        ObjectNode result;
        try {
            result = work.apply(named);
        } finally {
            if (!before.containsAll(named.session().documents().keySet())) {
                client.newDocuments();
            }
        }
        if (revision.isStateless()) {
            if (result.get("structuredContent") instanceof ObjectNode structured) {
                structured.put("session", named.name());
            }
            Tool.addText(result, "session: " + named.name());
        }
        return result;
    }

    /// Empty where the call is to begin one.
    private Optional<NamedSession> open(Optional<String> model) {
        return sessionName()
                .map(name -> revision.isStateless() ? client.find(name, model) : client.session(name, model));
    }

    /// A document of the call's session.
    String document(String name) {
        return client.document(
                sessionName().orElseThrow(() -> new IllegalArgumentException("say which session has the document")),
                name);
    }
}
