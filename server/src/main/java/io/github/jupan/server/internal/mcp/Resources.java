package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a client can read: each method gives a result, as the protocol has it.
interface Resources {

    ObjectNode list(Revision revision);

    ObjectNode templates(Revision revision);

    /// @throws McpFailure when there is none
    ObjectNode read(String uri, Revision revision);
}
