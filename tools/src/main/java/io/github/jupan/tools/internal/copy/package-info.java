/// How the copy check finds what was copied almost rightly: start with `SlipIndex`.
@NullMarked
package io.github.jupan.tools.internal.copy;

import org.jspecify.annotations.NullMarked;
