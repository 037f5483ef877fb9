/// The Agent Client Protocol, version 1: [AcpConnection] answers an editor's messages, [EditorSession] is one of its
/// conversations, [SessionUpdates] shows events. The messages are the records of the protocol's Java SDK.
@NullMarked
package io.github.jupan.server.internal.acp;

import org.jspecify.annotations.NullMarked;
