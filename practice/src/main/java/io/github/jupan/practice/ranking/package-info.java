/// Which of two attempts is better: rankings, a reward that is learned from them, and choosing by it.
@NullMarked
package io.github.jupan.practice.ranking;

import org.jspecify.annotations.NullMarked;
