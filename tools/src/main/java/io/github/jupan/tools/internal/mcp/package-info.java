/// Servers of the Model Context Protocol: start with `McpConnection`.
@NullMarked
package io.github.jupan.tools.internal.mcp;

import org.jspecify.annotations.NullMarked;
