/// Conversations that were recorded, as they stand in files. Start at [Recordings].
@NullMarked
package io.github.jupan.models.internal.recorded;

import org.jspecify.annotations.NullMarked;
