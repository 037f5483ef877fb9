/// Sessions in PostgreSQL, which several nodes share. Begin with [io.github.jupan.postgres.PostgresStores].
@NullMarked
package io.github.jupan.postgres;

import org.jspecify.annotations.NullMarked;
