/// What the head of a weights file says, read without llama.cpp. Start at [GgufHead].
@NullMarked
package io.github.jupan.local.internal.gguf;

import org.jspecify.annotations.NullMarked;
