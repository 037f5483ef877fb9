package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Approval.Verdict;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.Permission;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import java.util.Set;

/// How it is found out whether the code of a call may run. A client that can ask its user is asked to
/// (`elicitation/create`); how it is asked depends on the revision that it speaks.
sealed interface Consent {

    String ELICIT = "elicitation/create";

    /// What a client has to have declared to be asked.
    String ELICITATION = "elicitation";

    /// What the question is called where the client comes back with its answer.
    String RUN = "run";

    String PROGRAM = "Run this Python program?";
    String QUESTION = "Run the Python programs that a model writes for this question?";

    String CANNOT = "nothing was run: this server asks the user before it runs code, and this client cannot ask (it has"
            + " not declared elicitation); start jupan mcp without --ask-permission";

    /// Nobody is asked.
    record Given() implements Consent {}

    /// The server is to ask, and this client does not let it.
    record Impossible() implements Consent {}

    /// The client is sent a request, before each run.
    record Requested() implements Consent {}

    /// The client is answered that it has to ask, and comes back with what its user said. That is before the whole
    /// call: a question cannot wait in between.
    record Returned(Unanswered unanswered) implements Consent {}

    /// What becomes of a call.
    sealed interface Answer {

        /// @param always whether nothing more is asked in this session
        record Run(boolean always) implements Answer {}

        record Instead(ObjectNode result) implements Answer {}
    }

    /// @param capabilities of the client
    static Consent of(Permission permission, JsonNode capabilities, Revision revision, Unanswered unanswered) {
        return switch (permission) {
            case GIVEN -> new Given();
            case ASKED -> {
                JsonNode elicitation = capabilities.path(ELICITATION);
                // One that names no way means forms.
                boolean forms = elicitation.isObject() && (elicitation.has("form") || !elicitation.has("url"));
                yield !forms ? new Impossible() : revision.isStateless() ? new Returned(unanswered) : new Requested();
            }
        };
    }

    /// What a client has to have declared for code to run.
    static Set<String> needs(Permission permission) {
        return switch (permission) {
            case GIVEN -> Set.of();
            case ASKED -> Set.of(ELICITATION);
        };
    }

    /// May this program, which the client's model wrote, run?
    default Answer program(ToolCall call, String code) {
        return switch (this) {
            case Given _ -> new Answer.Run(false);
            case Impossible _ -> impossible();
            case Requested _ -> answer(asked(call, code));
            case Returned(Unanswered unanswered) -> returned(call, unanswered, question(PROGRAM, code));
        };
    }

    /// May this be asked of a model, which may write programs?
    default Answer question(ToolCall call, String text) {
        return switch (this) {
            case Given _, Requested _ -> new Answer.Run(false);
            case Impossible _ -> impossible();
            case Returned(Unanswered unanswered) -> returned(call, unanswered, question(QUESTION, text));
        };
    }

    /// Asked before each run of a question's that was let through.
    ///
    /// @param session that it is asked in
    default Approval approval(ToolCall call, String session) {
        return switch (this) {
            case Given _, Impossible _, Returned _ -> Approval.GIVEN;
            case Requested _ ->
                (run, code) -> {
                    if (call.client().isAllowed(session)) {
                        return Verdict.RUN;
                    }
                    if (!(answer(asked(call, code)) instanceof Answer.Run(boolean always))) {
                        return Verdict.SKIP;
                    }
                    if (always) {
                        call.client().allow(session);
                    }
                    return Verdict.RUN;
                };
        };
    }

    private static JsonNode asked(ToolCall call, String code) {
        try {
            return call.call().peer().ask(ELICIT, question(PROGRAM, code), call.cancellation());
        } catch (Failure refused) {
            throw new JupanException("nothing was run, because the user could not be asked: " + refused.detail());
        }
    }

    private static Answer returned(ToolCall call, Unanswered unanswered, ObjectNode question) {
        return unanswered
                .taken(call.request())
                .map(answers -> answers.path(RUN))
                .filter(JsonNode::isObject)
                .map(Consent::answer)
                .orElseGet(() -> {
                    ObjectNode questions = Json.NODES.objectNode();
                    questions.putObject(RUN).put("method", ELICIT).set("params", question);
                    return new Answer.Instead(unanswered.put(call.request(), questions));
                });
    }

    private static ObjectNode question(String line, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        ObjectNode params = Json.NODES
                .objectNode()
                .put("message", line + "\n\n" + fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence);
        ObjectNode schema = params.putObject("requestedSchema").put("type", "object");
        schema.putObject("properties")
                .putObject("always")
                .put("type", "boolean")
                .put("title", "Run all programs of this session without asking again")
                .put("default", false);
        return params;
    }

    private static Answer impossible() {
        return new Answer.Instead(Tool.result(true, CANNOT));
    }

    /// @param said the result of the client's
    private static Answer answer(JsonNode said) {
        return switch (said.path("action").asText()) {
            case "accept" -> new Answer.Run(said.at("/content/always").asBoolean());
            case "decline" -> new Answer.Instead(Tool.result(true, "not run: the user did not allow it"));
            default -> new Answer.Instead(Tool.result(true, "not run: the user was asked, and gave no answer"));
        };
    }
}
