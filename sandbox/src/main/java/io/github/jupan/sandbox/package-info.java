/// Runs Python that a language model wrote, and nothing but computing.
///
/// Start with [Sandbox]: it opens an [Interpreter] whose variables last; a run of it gives an [Execution].
@NullMarked
package io.github.jupan.sandbox;

import org.jspecify.annotations.NullMarked;
