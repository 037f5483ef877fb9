/// cli
@NullMarked
package io.github.jupan.cli;

import org.jspecify.annotations.NullMarked;
