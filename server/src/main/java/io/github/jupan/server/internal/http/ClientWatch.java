package io.github.jupan.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/// Whether a client that waits for its answer is still there. Nobody reads from its connection meanwhile, so nobody
/// would hear that it has closed it.
public final class ClientWatch {

    private final Optional<SocketChannel> channel;
    private boolean moreCame;

    /// @param request whose body has been read
    public ClientWatch(HttpServletRequest request) {
        EndPoint end = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        this.channel = end instanceof SocketChannelEndPoint socket
                ? Optional.of(socket.getChannel()).filter(channel -> !channel.isBlocking())
                : Optional.empty();
    }

    public boolean isGone() {
        if (moreCame || channel.isEmpty()) {
            return false;
        }
        try {
            int read = channel.get().read(ByteBuffer.allocate(1));
            moreCame = read > 0;
            return read < 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /// Whether the client has sent the beginning of another request, which it should not before it has its answer. That
    /// is lost: the connection is to be closed after the answer, and the client will send it again.
    public boolean moreCame() {
        return moreCame;
    }
}
