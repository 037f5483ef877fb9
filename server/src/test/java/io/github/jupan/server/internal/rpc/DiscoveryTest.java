package io.github.jupan.server.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TestModels;
import io.github.jupan.server.TestSandbox;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Outlet;
import io.github.jupan.server.internal.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Sessions SESSIONS =
            new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT);

    /// What OpenRPC's meta-schema demands of the parts that are used here.
    private static final String OPENRPC = """
        {"type":"object","required":["openrpc","info","methods"],"additionalProperties":false,"properties":{
          "openrpc":{"type":"string","pattern":"^1\\\\.[0-3]\\\\.\\\\d+$"},
          "info":{"type":"object","required":["title","version"],"additionalProperties":false,
            "properties":{"title":{"type":"string"},"version":{"type":"string"}}},
          "methods":{"type":"array","minItems":13,"items":{"type":"object","required":["name","params","result"],
            "additionalProperties":false,"properties":{
              "name":{"type":"string","minLength":1},"summary":{"type":"string"},
              "paramStructure":{"enum":["by-name","by-position","either"]},
              "params":{"type":"array","items":{"$ref":"#/$defs/content"}},
              "result":{"$ref":"#/$defs/content"}}}},
          "x-notifications":{"type":"array","items":{"type":"object","required":["name","params"]}},
          "components":{"type":"object","properties":{"schemas":{"type":"object","additionalProperties":
            {"$ref":"https://json-schema.org/draft/2020-12/schema"}},"errors":{"type":"object","additionalProperties":{
            "type":"object","required":["code","message"],
            "properties":{"code":{"type":"integer"},"message":{"type":"string"}}}}}}},
         "$defs":{"content":{"type":"object","required":["name","schema"],"additionalProperties":false,"properties":{
           "name":{"type":"string"},"description":{"type":"string"},"required":{"type":"boolean"},
           "schema":{"$ref":"https://json-schema.org/draft/2020-12/schema"}}}}}
        """;

    private final Rpc.Service service = new Rpc.Service(
            new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT));

    @Test
    void describesEveryMethodAsOpenRpcDemands() {
        JsonNode document = describe();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(OPENRPC);
        assertThat(schema.validate(document.toString(), InputFormat.JSON)).isEmpty();
        assertThat(document.findValuesAsText("name"))
                .containsAll(service.methods().all().stream().map(Method::name).toList());
    }

    /// What the code sends is what the document says, for every method.
    @Test
    void answersAndEventsLookAsTheDocumentSays() throws InterruptedException {
        ObjectNode document = (ObjectNode) describe();
        Map<String, Schema> results = new TreeMap<>();
        for (JsonNode method : document.get("methods")) {
            results.put(method.get("name").asText(), schema(document, method.at("/result/schema")));
        }
        Schema event = schema(document, document.at("/x-notifications/0/params/1/schema"));
        List<String> notified = Collections.synchronizedList(new ArrayList<>());
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Peer peer = new Peer(service.forClient(new Reach.All(SESSIONS)), service.calls(), new Outlet() {
            @Override
            public void answer(String message) {
                answers.add(message);
            }

            @Override
            public void notification(String message) {
                notified.add(message);
            }
        });
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("initialize", "{}");
        parameters.put("session.usual", "{}");
        parameters.put("session.open", "{}");
        parameters.put("models.list", "{}");
        parameters.put("models.price", "{\"model\":\"offline\"}");
        parameters.put("tokens.split", "{\"text\":\"a주판\"}");
        parameters.put("session.bind", "{\"session\":\"ID\",\"name\":\"n\",\"text\":\"t\"}");
        parameters.put("session.ask", "{\"session\":\"ID\",\"text\":\"How many r's are in strawberry?\"}");
        parameters.put("sandbox.run", "{\"session\":\"ID\",\"code\":\"print(1); 1 / 0\"}");
        parameters.put("session.history", "{\"session\":\"ID\"}");
        parameters.put("session.list", "{}");
        parameters.put("session.rename", "{\"session\":\"ID\",\"title\":\"t\"}");
        parameters.put("session.reset", "{\"session\":\"ID\"}");
        parameters.put("session.cancel", "{\"session\":\"ID\"}");
        parameters.put("session.close", "{\"session\":\"ID\"}");
        parameters.put("rpc.discover", "{}");
        String session = "";
        for (var each : parameters.entrySet()) {
            answers.clear();
            peer.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + each.getKey() + "\",\"params\":"
                    + each.getValue().replace("ID", session) + "}");
            assertThat(peer.awaitAnswers(Duration.ofMinutes(5))).isTrue();
            JsonNode result = Json.read(answers.getFirst()).path("result");
            assertThat(Objects.requireNonNull(results.get(each.getKey())).validate(result))
                    .as(each.getKey() + " " + answers)
                    .isEmpty();
            if (each.getKey().equals("session.open")) {
                session = result.get("session").asText();
            }
        }
        assertThat(results.keySet()).as("methods that are tried").hasSize(parameters.size() + 1);
        assertThat(notified)
                .hasSizeGreaterThan(5)
                .allSatisfy(each -> assertThat(event.validate(Json.read(each).at("/params/event")))
                        .as(each)
                        .isEmpty());
    }

    /// A schema that may refer to the document's.
    private static Schema schema(ObjectNode document, JsonNode part) {
        ObjectNode whole = part.deepCopy();
        whole.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    @Test
    void putsWhatIsRequiredFirst() {
        assertThat(service.methods().all()).allSatisfy(method -> {
            List<Boolean> required =
                    method.params().stream().map(Param::isRequired).toList();
            assertThat(required).as(method.name()).isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
        });
    }

    private JsonNode describe() {
        List<String> answers = new ArrayList<>();
        Peer peer = new Peer(service.forClient(new Reach.All(SESSIONS)), service.calls(), new Outlet() {
            @Override
            public void answer(String message) {
                answers.add(message);
            }

            @Override
            public void notification(String message) {}
        });
        peer.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
        return Json.read(answers.getFirst()).get("result");
    }
}
