/// What others' tools read. Start at [Messages]: a rollout as chat messages.
@NullMarked
package io.github.jupan.practice.internal.export;

import org.jspecify.annotations.NullMarked;
