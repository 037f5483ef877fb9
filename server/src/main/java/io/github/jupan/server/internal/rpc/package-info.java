/// The doors' own protocol over JSON-RPC: `docs/json-rpc.md`. Start with `Rpc`, then `Methods`, the table.
@NullMarked
package io.github.jupan.server.internal.rpc;

import org.jspecify.annotations.NullMarked;
