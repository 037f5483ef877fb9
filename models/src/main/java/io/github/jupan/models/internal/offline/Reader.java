package io.github.jupan.models.internal.offline;

import java.util.Optional;

/// Understands one family of questions. A sentence is understood whole or not at all: words that no pattern has a
/// place for may change the question, and then it is not answered.
@FunctionalInterface
interface Reader {

    Optional<Plan> read(Sentence sentence, Context context);
}
