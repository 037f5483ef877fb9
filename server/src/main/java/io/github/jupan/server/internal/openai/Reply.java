package io.github.jupan.server.internal.openai;

import io.github.jupan.server.internal.openai.request.ApiException;
import java.io.IOException;

/// What a client is sent: as it comes, or whole at the end. Pieces come on the question's thread, the end on the
/// request's.
interface Reply extends Telling.Pieces {

    void end(Answer answer) throws IOException;

    /// Ends it with an error.
    void fail(ApiException failure) throws IOException;

    /// Tells the client that it is still at work; nothing where that cannot be said.
    default void beat() throws IOException {}
}
