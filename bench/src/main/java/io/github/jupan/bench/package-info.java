/// How fast jupan is and how much memory it takes, beside what a user would take instead.
///
/// Start with [Main]; each row of its table is a [io.github.jupan.bench.measure.Row], in a room of what it is about.
@NullMarked
package io.github.jupan.bench;

import org.jspecify.annotations.NullMarked;
