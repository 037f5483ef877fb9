/// The offline model's planner. Start at [io.github.jupan.models.internal.offline.Planner]. What can be asked and what
/// is
/// said are tables, `english.txt` and `korean.txt`; what is run is the table `programs.txt`. A question has to match a
/// rule from its first to its last character, by one rule of meaning only (`Plan`); `Slots` reads what stands in a
/// rule's slots, `Refining` what the words alone leave open. What is not certain is declined. Nothing here computes an
/// answer.
@NullMarked
package io.github.jupan.models.internal.offline;

import org.jspecify.annotations.NullMarked;
