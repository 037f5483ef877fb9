/// A model of its own: weights in a file, run by llama.cpp in a process of its own. Start at [LocalModel].
@NullMarked
package io.github.jupan.local;

import org.jspecify.annotations.NullMarked;
