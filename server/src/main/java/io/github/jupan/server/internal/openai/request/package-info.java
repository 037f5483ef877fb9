/// What a client sends, in either of the protocol's forms, as a [Query]. Start at [QueryReader]; the JSON ([Json],
/// [Fields]) and the errors ([ApiException]) are what replies are made of too.
@NullMarked
package io.github.jupan.server.internal.openai.request;

import org.jspecify.annotations.NullMarked;
