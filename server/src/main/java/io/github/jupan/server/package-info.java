/// Lets other programs hold conversations: [Sessions] is what all doors share; each door reads, writes and renders
/// events in one protocol.
@NullMarked
package io.github.jupan.server;

import org.jspecify.annotations.NullMarked;
