/// Reads what a model writes: what it says, what it thinks, and the code and calls that it writes as text, in
/// whatever form it was trained on. Knows nothing of turns, events and models.
///
/// Start with `formats.txt`, the table of forms, then [TextReader].
@NullMarked
package io.github.jupan.agent.internal.text;

import org.jspecify.annotations.NullMarked;
