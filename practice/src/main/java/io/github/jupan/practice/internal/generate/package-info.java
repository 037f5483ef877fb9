/// Exercises whose answers are computed. Start at [Maker].
@NullMarked
package io.github.jupan.practice.internal.generate;

import org.jspecify.annotations.NullMarked;
