package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.internal.Version;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.stream.Stream;

/// What one client is offered. Each has a server of the SDK's of its own, because the SDK shows the resources of a
/// server to all its clients.
final class ClientServer {

    private static final JsonSchemaValidator VALIDATOR = McpJsonDefaults.getSchemaValidator();

    private static final String INSTRUCTIONS = "run_python computes: count, calculate, sort and compare with it instead"
            + " of in your head, and hand it every text in `texts` exactly as it was given. count_text counts without"
            + " a program. ask lets another model do both and says where each number comes from.";

    private ClientServer() {}

    /// Offers a client all there is.
    ///
    /// @param specification a server of the SDK's over the client's transport
    static void start(Client client, McpServer.SyncSpecification<?> specification) {
        DocumentResources documents = new DocumentResources();
        McpSyncServer server = specification
                .serverInfo("jupan", Version.number())
                .instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .prompts(false)
                        .resources(false, true)
                        .build())
                .jsonSchemaValidator(VALIDATOR)
                .immediateExecution(true)
                .tools(Stream.of(new RunPython(client, documents), new CountText(client), new Ask(client, documents))
                        .map(Tool::specification)
                        .toList())
                .prompts(UseCode.specification())
                .build();
        documents.showIn(server);
    }
}
