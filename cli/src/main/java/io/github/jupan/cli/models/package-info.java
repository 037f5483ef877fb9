/// The models that a user can name, those on this machine too.
///
/// Start with [ConfiguredModels].
@NullMarked
package io.github.jupan.cli.models;

import org.jspecify.annotations.NullMarked;
