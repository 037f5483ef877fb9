package io.github.jupan.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A PostgreSQL of a test's own, from the programs that this machine has (Debian's package `postgresql`), on a
/// free port of the loopback interface and in a folder that goes with it. It will not run as root, so root has
/// it run as `postgres` or `nobody`.
public final class PostgresServer implements AutoCloseable {

    private final Path programs;
    private final List<String> asUser;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread atTheEnd = new Thread(this::end);

    private PostgresServer(Path programs, List<String> asUser, Path folder, int port) {
        this.programs = programs;
        this.asUser = asUser;
        this.folder = folder;
        this.port = port;
    }

    /// Empty where there are no programs to start.
    ///
    /// @throws IllegalStateException when it does not start, with what it said
    public static Optional<PostgresServer> start() {
        return programs().map(found -> {
            try {
                return start(found);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /// The newest that are installed.
    private static Optional<Path> programs() {
        Path installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparing(
                            version -> Integer.valueOf(version.getFileName().toString())))
                    .map(version -> version.resolve("bin"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PostgresServer start(Path programs) throws IOException {
        Path folder = Files.createTempDirectory("jupan-postgres-");
        List<String> asUser = List.of();
        if ("root".equals(System.getProperty("user.name"))) {
            String user = exists("postgres") ? "postgres" : "nobody";
            asUser = List.of("runuser", "-u", user, "--");
            Files.setOwner(
                    folder,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
        PostgresServer server = new PostgresServer(programs, asUser, folder, freePort());
        Path data = folder.resolve("data");
        server.run(
                "initdb", "-D", data.toString(), "-U", "jupan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Runtime.getRuntime().addShutdownHook(server.atTheEnd);
        String options = "-c listen_addresses=127.0.0.1 -c port=" + server.port + " -c unix_socket_directories=''"
                + " -c fsync=off -c max_connections=200";
        server.run(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-t",
                "300",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                options,
                "start");
        return server;
    }

    private static boolean exists(String user) {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The address, for JDBC, of a database that is new and empty.
    public String newDatabase() {
        String name = "test" + databases.incrementAndGet();
        run("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "jupan", name);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=jupan";
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile("jupan-postgres-", ".said");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int code = process.waitFor();
            String words = Files.readString(said);
            Files.delete(said);
            if (code != 0) {
                throw new IllegalStateException(program + " ended with " + code + ": " + words);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program + " was interrupted", interrupted);
        }
    }

    private void end() {
        run("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        end();
    }
}
