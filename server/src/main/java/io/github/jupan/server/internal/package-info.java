/// What several doors share: reading lines.
@NullMarked
package io.github.jupan.server.internal;

import org.jspecify.annotations.NullMarked;
