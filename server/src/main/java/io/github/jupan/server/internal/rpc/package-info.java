/// JSON-RPC 2.0, whatever carries it: [Connection] takes a client's messages, [Methods] knows what can be called,
/// [Outbox] holds what the client has not read yet.
@NullMarked
package io.github.jupan.server.internal.rpc;

import org.jspecify.annotations.NullMarked;
