package io.github.jupan.bench.rivals;

import java.io.IOException;

/// Something else that runs Python.
public interface Rival extends AutoCloseable {

    Answer run(String snippet) throws IOException;

    @Override
    void close();

    /// @param nanos measured where a program that uses it would
    record Answer(long nanos, String value) {}
}
