/// What a person or a program sees of a conversation.
///
/// [TerminalRenderer] draws the events for a person, [JsonRenderer] writes them for a program: two views of the same.
@NullMarked
package io.github.jupan.cli.render;

import org.jspecify.annotations.NullMarked;
