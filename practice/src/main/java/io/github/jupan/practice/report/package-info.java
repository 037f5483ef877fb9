/// What a practice came to: figures, pages, and the forms that others' tools read. Start at [Reports].
@NullMarked
package io.github.jupan.practice.report;

import org.jspecify.annotations.NullMarked;
