package io.github.jupan.server.internal.http;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/// A Unix domain socket that its owner alone can connect to: it is bound in a folder that nobody else can enter, and
/// put in its place when its mode is right.
final class OwnerSocket extends UnixDomainServerConnector {

    private final Path file;
    private boolean inPlace;

    OwnerSocket(Server server, HttpConnectionFactory http, Path file) {
        super(server, http);
        this.file = file.toAbsolutePath();
    }

    @Override
    protected void doStart() throws Exception {
        Path folder = Files.createTempDirectory(Objects.requireNonNull(file.getParent(), "/ is no socket"), ".");
        Path bound = folder.resolve("s");
        try {
            setUnixDomainPath(bound);
            super.doStart();
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
            Files.move(bound, file, StandardCopyOption.ATOMIC_MOVE);
            inPlace = true;
        } finally {
            Files.deleteIfExists(bound);
            Files.delete(folder);
        }
    }

    /// To be called before it is started. A socket that a killed server left behind is nobody's.
    ///
    /// @throws IOException when something else is there
    void refuseWhatIsThere() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("it is there, and is no socket");
        }
        if (answers()) {
            throw new IOException("another server listens there");
        }
    }

    private boolean answers() {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (inPlace) {
            Files.deleteIfExists(file);
        }
    }
}
