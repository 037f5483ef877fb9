/// models
@NullMarked
package io.github.jupan.models;

import org.jspecify.annotations.NullMarked;
