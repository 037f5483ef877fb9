/// What a server of sessions adds, through its doors.
@NullMarked
package io.github.jupan.bench.served;

import org.jspecify.annotations.NullMarked;
