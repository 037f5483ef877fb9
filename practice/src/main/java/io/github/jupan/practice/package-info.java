/// Practice: exercises with known answers, many attempts at each, and what can be learned from those that came out
/// right.
///
/// Start at [Attempt], the one record that everything else is about; a [PracticeFolder] holds them. Rooms beside this
/// one are for where exercises come from (`exercises`), what came out (`report`), `lessons` and `ranking`.
@NullMarked
package io.github.jupan.practice;

import org.jspecify.annotations.NullMarked;
