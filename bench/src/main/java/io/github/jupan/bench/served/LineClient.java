package io.github.jupan.bench.served;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/// Talks to a server over its standard input and output.
final class LineClient extends RpcClient {

    private final OutputStream out;
    private final BufferedReader in;

    /// @param server started with `serve --stdio`; the caller ends it
    LineClient(ServedProcess server) {
        out = server.process().getOutputStream();
        in = server.process().inputReader(UTF_8);
    }

    @Override
    void send(String message) throws IOException {
        out.write((message + "\n").getBytes(UTF_8));
        out.flush();
    }

    @Override
    String receive() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the server has ended");
        }
        return line;
    }

    @Override
    public void close() {}
}
