package io.github.jupan.models.internal.offline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question may refer to without saying it.
///
/// @param documents the attached documents' names, as Python strings
/// @param earlier the plan of the question before, if that was understood
record Context(List<String> documents, @Nullable Plan earlier) {

    Context {
        documents = List.copyOf(documents);
    }
}
