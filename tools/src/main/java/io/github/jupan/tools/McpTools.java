package io.github.jupan.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import io.github.jupan.tools.internal.mcp.McpConnection;
import io.github.jupan.tools.internal.mcp.McpTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The tools of servers of the [Model Context Protocol](https://modelcontextprotocol.io), for a model to call by name
/// and for Python to call as functions. Calls may come from several threads.
public final class McpTools implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<McpConnection> connections = new ArrayList<>();
    private final List<ToolDefinition> definitions = new ArrayList<>();
    private final PythonNames names = new PythonNames();

    private final Duration patience;

    private McpTools(Duration patience) {
        this.patience = patience;
    }

    /// Starts servers, or connects to them, and asks which tools they have. Each has 30 s to come up, and 30 s to
    /// answer a call.
    ///
    /// @param servers each a command line, whose words may be quoted, or an address that begins with `http://` or
    ///     `https://`
    /// @param notes hears one line for each tool whose name is taken or not in ASCII, and which goes by another one
    ///     here, and for each that cannot be used and is left out
    /// @throws McpServerException when one of them cannot be used; none is left running then
    public static McpTools of(List<String> servers, Consumer<String> notes) {
        return of(servers, notes, PATIENCE);
    }

    /// The same, with other bounds.
    ///
    /// @param patience how long a server may take to come up, and to answer a call
    /// @throws McpServerException when one of them cannot be used; none is left running then
    public static McpTools of(List<String> servers, Consumer<String> notes, Duration patience) {
        return of(servers.stream().map(McpServer::of).toList(), List.of(), notes, patience);
    }

    /// The same, of servers that not only a line says where they are.
    ///
    /// @param taken names that other tools have already
    /// @throws McpServerException when one of them cannot be used; none is left running then
    public static McpTools of(
            List<McpServer> servers, Collection<String> taken, Consumer<String> notes, Duration patience) {
        McpTools tools = new McpTools(patience);
        taken.forEach(tools.names::take);
        try {
            servers.forEach(server -> tools.add(server, notes));
            return tools;
        } catch (Throwable failure) {
            tools.close();
            throw failure;
        }
    }

    private void add(McpServer server, Consumer<String> notes) {
        McpConnection connection = McpConnection.open(server, patience);
        connections.add(connection);
        for (ToolSpecification theirs : connection.tools(notes)) {
            String plain = PythonNames.plain(theirs.name());
            String name = names.take(plain);
            if (!name.equals(plain) || theirs.name().chars().anyMatch(c -> c >= 0x80)) {
                notes.accept("the tool " + theirs.name() + " of " + server.name() + " is called " + name + " here");
            }
            String pythonName = name.equals(plain) ? theirs.name() : name;
            ToolSpecification ours = theirs.toBuilder().name(name).build();
            definitions.add(new ToolDefinition(ours, new McpTool(connection, theirs.name()), pythonName));
        }
    }

    public List<ToolDefinition> definitions() {
        return List.copyOf(definitions);
    }

    /// Ends the servers that were started, and leaves the others.
    @Override
    public void close() {
        connections.forEach(McpConnection::close);
    }
}
