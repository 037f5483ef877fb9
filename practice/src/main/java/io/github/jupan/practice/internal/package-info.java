/// What the API is made of. Start at [AttemptJson]: the lines of a practice folder.
@NullMarked
package io.github.jupan.practice.internal;

import org.jspecify.annotations.NullMarked;
