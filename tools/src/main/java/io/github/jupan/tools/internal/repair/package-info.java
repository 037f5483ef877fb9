/// Kinds of damage to a program, and how each is undone.
@NullMarked
package io.github.jupan.tools.internal.repair;

import org.jspecify.annotations.NullMarked;
