/// JSON-RPC 2.0 itself, under every door that speaks it: messages in, requests begun in the order in which they came,
/// answers out. Start with [Peer]; a [Protocol] says what its methods do.
@NullMarked
package io.github.jupan.server.internal.peer;

import org.jspecify.annotations.NullMarked;
