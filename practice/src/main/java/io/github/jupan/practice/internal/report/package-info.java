/// What a practice came to: figures, a table, a page. Start at [Statistics].
@NullMarked
package io.github.jupan.practice.internal.report;

import org.jspecify.annotations.NullMarked;
