/// The texts that a model reads, as Markdown, so that they can be read and changed without reading Java.
///
/// Start with [Prompt], the list of them.
@NullMarked
package io.github.jupan.prompts;

import org.jspecify.annotations.NullMarked;
