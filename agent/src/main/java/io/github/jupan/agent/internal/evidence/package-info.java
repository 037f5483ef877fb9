/// Where the numbers of an answer come from, and whether what was computed is in it. [Computations] takes in what
/// runs gave and answers both questions; start there.
@NullMarked
package io.github.jupan.agent.internal.evidence;

import org.jspecify.annotations.NullMarked;
