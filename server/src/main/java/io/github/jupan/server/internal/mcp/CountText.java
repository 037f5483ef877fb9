package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.tools.PythonResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `count_text`: counts in a session of its own, where no program of the client's can have changed what counts.
record CountText() implements Tool {

    private static final String PROGRAM = Tool.resource("count_text.py");

    @Override
    public String name() {
        return "count_text";
    }

    @Override
    public ObjectNode call(ToolCall call) {
        Arguments arguments = call.arguments();
        String text = text(call);
        List<String> parts = arguments.texts("find");
        ObjectNode wanted = Json.NODES.objectNode().put("ignore_case", arguments.isTrue("ignore_case"));
        parts.forEach(wanted.putArray("parts")::add);
        NamedSession scratch = call.client().scratch();
        try {
            scratch.session().bind(Map.of("text", text, "find", wanted.toString()));
            Execution execution = scratch.session().run(PROGRAM, event -> {}, call.cancellation());
            return execution instanceof Execution.Completed
                    ? counted(execution.output().stdout(), parts)
                    : Tool.result(true, PythonResult.text(execution, List.of()));
        } finally {
            call.client().close(scratch);
        }
    }

    private static String text(ToolCall call) {
        Arguments arguments = call.arguments();
        Optional<String> text = arguments.optional("text");
        Optional<String> document = arguments.optional("document");
        if (text.isPresent() == document.isPresent()) {
            throw new IllegalArgumentException("give either text or the name of a document");
        }
        return text.orElseGet(() -> call.document(document.orElseThrow()));
    }

    private static ObjectNode counted(String json, List<String> parts) {
        ObjectNode counts = (ObjectNode) Json.read(json);
        JsonNode numbers = counts.get("found");
        ArrayNode found = counts.putArray("found");
        for (int i = 0; i < parts.size(); i++) {
            found.addObject().put("text", parts.get(i)).set("count", numbers.get(i));
        }
        return Tool.result(false, counts.toString(), counts);
    }
}
