/// What stands between a provider's bytes and a client of LangChain4j's. Start at
/// [io.github.jupan.models.internal.wire.WireModel]: a turn is one [io.github.jupan.models.internal.wire.Exchange],
/// which mends what a client would write or read wrong and keeps what it does not hand on;
/// [io.github.jupan.models.internal.wire.ProviderHttpClient] carries it, and
/// [io.github.jupan.models.internal.wire.SentError] knows an error in every shape.
@NullMarked
package io.github.jupan.models.internal.wire;

import org.jspecify.annotations.NullMarked;
