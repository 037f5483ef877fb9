/// Where exercises come from: files in others' formats, and generators. Start at [ExerciseFile].
@NullMarked
package io.github.jupan.practice.exercises;

import org.jspecify.annotations.NullMarked;
