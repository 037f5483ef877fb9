/// The offline model's planner. Start at [io.github.jupan.models.internal.offline.Planner]: a question becomes a
/// `Sentence` (quotes and language found), a `Reader` makes a `Plan` of it, `PythonWriter` writes the plan as Python,
/// and `Phrases` says the result. Nothing here computes an answer.
@NullMarked
package io.github.jupan.models.internal.offline;

import org.jspecify.annotations.NullMarked;
