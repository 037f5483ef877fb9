/// Work that must finish, made by workers on as many machines as there are: Temporal keeps what was asked for and what
/// came of it. Start at [TemporalServer], where one connects, and [TemporalWorker], which does the work.
@NullMarked
package io.github.jupan.temporal;

import org.jspecify.annotations.NullMarked;
