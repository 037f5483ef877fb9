/// Rankings and what is learned from them. Start at [Features]: what a reward sees of an attempt.
@NullMarked
package io.github.jupan.practice.internal.ranking;

import org.jspecify.annotations.NullMarked;
