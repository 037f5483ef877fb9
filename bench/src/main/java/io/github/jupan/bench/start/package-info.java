/// From the shell's command to what a user sees.
@NullMarked
package io.github.jupan.bench.start;

import org.jspecify.annotations.NullMarked;
