/// What rows measure with. A [Row] is checked and then measured in a [Bench], and gives a [Finding].
@NullMarked
package io.github.jupan.bench.measure;

import org.jspecify.annotations.NullMarked;
