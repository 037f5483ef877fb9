package io.github.jupan.bench.served;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.rivals.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./jupan serve`, with folders of its own.
record ServedProcess(Process process) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("listening on http(://\\S+)/\\?token=(\\S+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    record Door(URI address, String token) {}

    static ServedProcess start(Bench bench, String... options) throws IOException {
        Path folder = Files.createTempDirectory(bench.folder(), "served");
        List<String> command =
                new ArrayList<>(List.of(bench.root().resolve("jupan").toString(), "serve"));
        command.addAll(List.of("--model", "offline"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        return new ServedProcess(builder.start());
    }

    /// Where a server that was started with `--http` takes WebSockets, and the token that they bring.
    Door door() throws IOException {
        BufferedReader err = process.errorReader(UTF_8);
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return new Door(URI.create("ws" + address.group(1) + "/rpc"), address.group(2));
            }
        }
        throw new IOException("the server does not say where it listens");
    }

    /// What its heap holds when it has been collected, in megabytes.
    double heap(Bench bench) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Matcher total =
                TOTAL.matcher(Command.run(bench.root(), jcmd, Long.toString(process.pid()), "GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("jcmd does not say what the server's heap holds");
        }
        return Long.parseLong(total.group(1)) / (double) (1 << 20);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
