/// Worked examples that a model learns from, made of the attempts that came out right.
@NullMarked
package io.github.jupan.practice.lessons;

import org.jspecify.annotations.NullMarked;
