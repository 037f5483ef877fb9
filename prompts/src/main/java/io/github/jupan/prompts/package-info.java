/// prompts
@NullMarked
package io.github.jupan.prompts;

import org.jspecify.annotations.NullMarked;
