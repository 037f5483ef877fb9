/// Keeps sessions in SQLite, each thing that happens before anybody is told of it. Begin with
/// [io.github.jupan.server.internal.store.SessionStore].
@NullMarked
package io.github.jupan.server.internal.store;

import org.jspecify.annotations.NullMarked;
