/// The session at the terminal, and the sessions that are kept.
///
/// Start with [Repl], which reads what is typed; [ReplWork] does it, and [ReplSession] has what lasts from prompt to
/// prompt.
@NullMarked
package io.github.jupan.cli.session;

import org.jspecify.annotations.NullMarked;
