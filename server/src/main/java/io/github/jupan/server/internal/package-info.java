/// What several doors share: reading lines, the program's version.
@NullMarked
package io.github.jupan.server.internal;

import org.jspecify.annotations.NullMarked;
