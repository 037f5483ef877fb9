/// `jupan bench prompts`: which words for the model lead to the most right answers. Begins in
/// [io.github.jupan.bench.prompts.PromptTrial].
@NullMarked
package io.github.jupan.bench.prompts;

import org.jspecify.annotations.NullMarked;
