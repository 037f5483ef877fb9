/// For tests of whatever uses a model or listens to events.
///
/// Start with [ScriptedModel]; [Recording] keeps what a listener heard.
@NullMarked
package io.github.jupan.testkit;

import org.jspecify.annotations.NullMarked;
