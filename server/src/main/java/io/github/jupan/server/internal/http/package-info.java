/// HTTP and WebSocket: [Gate] lets in who may come in, the other handlers serve one path each.
@NullMarked
package io.github.jupan.server.internal.http;

import org.jspecify.annotations.NullMarked;
