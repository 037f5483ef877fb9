package io.github.jupan.tools;

import io.github.jupan.tools.internal.mcp.CommandWords;
import java.util.List;
import java.util.Map;

/// Where a server of the [Model Context Protocol](https://modelcontextprotocol.io) is.
public sealed interface McpServer {

    /// What it is called in messages for people.
    String name();

    /// @param line a command line, whose words may be quoted, or an address that begins with `http://` or `https://`
    /// @throws McpServerException when it is empty
    static McpServer of(String line) {
        if (line.startsWith("http://") || line.startsWith("https://")) {
            return new Address(line, line, Map.of());
        }
        List<String> words = CommandWords.of(line);
        if (words.isEmpty()) {
            throw new McpServerException("an MCP server is a command or an address, and this one is empty", null);
        }
        return new Command(line, words, Map.of());
    }

    /// A process to start, spoken with over its standard input and output.
    ///
    /// @param environment added to this process's own
    record Command(String name, List<String> words, Map<String, String> environment) implements McpServer {

        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /// A server that is there, spoken with over Streamable HTTP.
    ///
    /// @param headers sent with each request
    record Address(String name, String url, Map<String, String> headers) implements McpServer {

        public Address {
            headers = Map.copyOf(headers);
        }
    }
}
