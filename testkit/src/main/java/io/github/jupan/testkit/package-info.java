/// testkit
@NullMarked
package io.github.jupan.testkit;

import org.jspecify.annotations.NullMarked;
