/// What stands behind the store. Begin with [io.github.jupan.postgres.internal.PostgresStore].
@NullMarked
package io.github.jupan.postgres.internal;

import org.jspecify.annotations.NullMarked;
