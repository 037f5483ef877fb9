/// The Model Context Protocol's door, with the protocol's own Java SDK. Start with `Client`, what one connected
/// client has, and `ClientServer`, what it is offered.
@NullMarked
package io.github.jupan.server.internal.mcp;

import org.jspecify.annotations.NullMarked;
