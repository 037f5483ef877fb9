/// What lies around a model's tokens: the agent's own cost for each, a model of one's own, code run while it is
/// written.
@NullMarked
package io.github.jupan.bench.tokens;

import org.jspecify.annotations.NullMarked;
