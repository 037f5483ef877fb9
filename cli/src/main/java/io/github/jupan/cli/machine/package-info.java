/// What is on this machine: what jupan finds there, and the packages that were added.
///
/// Start with [DoctorCommand].
@NullMarked
package io.github.jupan.cli.machine;

import org.jspecify.annotations.NullMarked;
