/// The files of models: which there are ([Catalogue], a readable table), which are here ([WeightsStore]), and how one
/// comes ([Pull]). Start with [Pull].
@NullMarked
package io.github.jupan.local.weights;

import org.jspecify.annotations.NullMarked;
