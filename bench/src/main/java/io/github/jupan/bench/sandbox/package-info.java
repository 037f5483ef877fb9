/// Snippets in interpreters: their time, their memory, many of them.
@NullMarked
package io.github.jupan.bench.sandbox;

import org.jspecify.annotations.NullMarked;
