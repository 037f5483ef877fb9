package io.github.jupan.server.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
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
          "components":{"type":"object","properties":{"errors":{"type":"object","additionalProperties":{
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
