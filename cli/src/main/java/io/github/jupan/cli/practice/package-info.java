/// Exercises with known answers: attempts, rankings, rewards.
///
/// Start with [PracticeCommand].
@NullMarked
package io.github.jupan.cli.practice;

import org.jspecify.annotations.NullMarked;
