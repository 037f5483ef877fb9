/// What a user would take instead; start at [Rivals]. Their programs are in `bench/rivals`.
@NullMarked
package io.github.jupan.bench.rivals;

import org.jspecify.annotations.NullMarked;
