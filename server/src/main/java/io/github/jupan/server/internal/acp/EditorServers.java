package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.tools.McpServer;
import io.github.jupan.tools.McpServerException;
import io.github.jupan.tools.McpTools;
import io.github.jupan.tools.ToolDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The MCP servers that an editor names for a session. One that cannot be used costs its own tools alone.
final class EditorServers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<McpTools> open = new ArrayList<>();
    private final List<ToolDefinition> tools = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /// @param taken names that other tools have already
    static EditorServers open(@Nullable List<AcpSchema.McpServer> servers, Collection<String> taken) {
        EditorServers opened = new EditorServers();
        List<String> names = new ArrayList<>(taken);
        for (AcpSchema.McpServer server : servers == null ? List.<AcpSchema.McpServer>of() : servers) {
            opened.add(server(server), names);
        }
        return opened;
    }

    private void add(McpServer server, List<String> names) {
        try {
            McpTools opened = McpTools.of(List.of(server), names, notes::add, PATIENCE);
            open.add(opened);
            opened.definitions().forEach(tool -> {
                tools.add(tool);
                names.add(tool.name());
            });
        } catch (McpServerException unusable) {
            notes.add(String.valueOf(unusable.getMessage()));
        }
    }

    private static McpServer server(AcpSchema.McpServer server) {
        return switch (server) {
            case AcpSchema.McpServerStdio(String name, String command, List<String> args, var env) -> {
                List<String> words = new ArrayList<>(List.of(Parameters.required(command, "command")));
                words.addAll(args == null ? List.of() : args);
                Map<String, String> environment = new LinkedHashMap<>();
                if (env != null) {
                    env.forEach(each -> environment.put(each.name(), each.value()));
                }
                yield new McpServer.Command(Parameters.required(name, "name"), words, environment);
            }
            case AcpSchema.McpServerHttp(String name, String url, var headers) -> {
                Map<String, String> sent = new LinkedHashMap<>();
                if (headers != null) {
                    headers.forEach(each -> sent.put(each.name(), each.value()));
                }
                yield new McpServer.Address(Parameters.required(name, "name"), Parameters.required(url, "url"), sent);
            }
            default -> throw Parameters.wrong("an MCP server is reached by stdio or http here");
        };
    }

    List<ToolDefinition> tools() {
        return tools;
    }

    /// A line for each server and each tool that cannot be used, or goes by another name.
    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        open.forEach(McpTools::close);
    }
}
