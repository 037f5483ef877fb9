package io.github.jupan.server.internal.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The documents of a client's sessions as resources, each `jupan://documents/SESSION/NAME`.
final class DocumentResources {

    private static final String TYPE = "text/plain";

    private final Set<String> shown = new HashSet<>();
    private @Nullable McpSyncServer server;

    /// @param value where to show them
    synchronized void showIn(McpSyncServer value) {
        server = value;
    }

    /// Shows the session's new documents, and tells the client.
    synchronized void refresh(NamedSession named) {
        for (String document : named.session().documents().keySet()) {
            String uri = "jupan://documents/" + encoded(named.name()) + "/" + encoded(document);
            if (server != null && shown.add(uri)) {
                server.addResource(resource(uri, document, named));
            }
        }
    }

    private static SyncResourceSpecification resource(String uri, String document, NamedSession named) {
        Resource resource = Resource.builder(uri, document)
                .description("A document of session " + named.name())
                .mimeType(TYPE)
                .build();
        return new SyncResourceSpecification(resource, (exchange, request) -> {
            String text = named.session().documents().get(document);
            if (text == null) {
                throw McpError.RESOURCE_NOT_FOUND.apply(uri);
            }
            var contents =
                    TextResourceContents.builder(uri, text).mimeType(TYPE).build();
            return ReadResourceResult.builder(List.of(contents)).build();
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
