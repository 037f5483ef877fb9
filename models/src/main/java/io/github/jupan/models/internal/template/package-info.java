/// What a server shows of a model's prompt template. Start at [ShownTemplate].
@NullMarked
package io.github.jupan.models.internal.template;

import org.jspecify.annotations.NullMarked;
