/// Chat completions, as OpenAI, Mistral and every server that is like OpenAI's speak them, each a little differently.
/// Start at [io.github.jupan.models.internal.completions.ChatCompletionsModel]: `CompletionsRequest` writes the body,
/// `CompletionsReader` reads the chunks, `StreamedCalls` decides which fragment belongs to which call.
@NullMarked
package io.github.jupan.models.internal.completions;

import org.jspecify.annotations.NullMarked;
