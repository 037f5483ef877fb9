/// What a model learns from. Start at [Likeness]: which lessons go with a question.
@NullMarked
package io.github.jupan.practice.internal.learn;

import org.jspecify.annotations.NullMarked;
