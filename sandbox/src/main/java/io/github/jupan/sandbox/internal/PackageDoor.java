package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.Packages;
import io.github.jupan.sandbox.SandboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the importer in the guest may ask for, one line each:
///
/// - `module NAME`: the file's place below its root, a line break, its text; nothing when there is none
/// - `data PATH`: a file's bytes in Base64
/// - `list PATH`: the names in a folder, one a line
/// - `names`: what can be imported at the top
///
/// It reads regular files below the roots, and says nothing of where those lie.
public final class PackageDoor implements HostFunction {

    private static final Pattern MODULE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*+");

    /// More does not fit into the answer.
    private static final long MOST_BYTES = 3 << 20;

    private final List<Path> roots = new ArrayList<>();

    /// @throws SandboxException when a root is not there
    public PackageDoor(Packages packages) {
        for (Path root : packages.roots()) {
            try {
                roots.add(root.toRealPath());
            } catch (IOException e) {
                throw new SandboxException("there is no folder " + root + " to import packages from", e);
            }
        }
    }

    @Override
    public String call(String request) throws IOException {
        int space = request.indexOf(' ');
        String verb = space < 0 ? request : request.substring(0, space);
        String what = request.substring(space + 1);
        return switch (verb) {
            case "module" -> module(what);
            case "data" -> Base64.getEncoder().encodeToString(bytes(what));
            case "list" -> list(what);
            case "names" -> names();
            default -> throw new IllegalArgumentException("there is no such request");
        };
    }

    private String module(String name) throws IOException {
        if (!MODULE.matcher(name).matches()) {
            return "";
        }
        String path = name.replace('.', '/');
        for (String file : List.of(path + "/__init__.py", path + ".py")) {
            if (find(file, Files::isRegularFile).isPresent()) {
                return file + "\n" + text(file);
            }
        }
        return find(path, Files::isDirectory).isPresent() ? path + "/\n" : "";
    }

    private String text(String file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes(file))).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not in UTF-8", e);
        }
    }

    private byte[] bytes(String path) throws IOException {
        Path file = find(path, Files::isRegularFile).orElseThrow(() -> new NoSuchFileException(path));
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(path + " is too long");
        }
        return Files.readAllBytes(file);
    }

    private String list(String path) throws IOException {
        Path folder = find(path, Files::isDirectory).orElseThrow(() -> new NoSuchFileException(path));
        return String.join("\n", entries(folder));
    }

    private String names() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path root : roots) {
            for (String entry : entries(root)) {
                String name = entry.endsWith(".py") ? entry.substring(0, entry.length() - 3) : entry;
                boolean module = entry.endsWith(".py") || Files.isDirectory(root.resolve(entry));
                if (module && MODULE.matcher(name).matches() && !name.startsWith("__")) {
                    names.add(name);
                }
            }
        }
        return String.join("\n", names);
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /// The place of a file, which no link may lead out of its root.
    private Optional<Path> find(String path, Predicate<Path> kind) throws IOException {
        for (Path root : roots) {
            Path candidate = root.resolve(path);
            if (kind.test(candidate) && candidate.toRealPath().startsWith(root)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
