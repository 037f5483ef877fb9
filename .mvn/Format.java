import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Checks the format of every Java file below a folder, or writes it: `Format check|write FOLDER`.
///
/// The formatter parses with the compiler of the JVM that it runs in, and Maven's own JVM may be older than the
/// sources. So the build starts this file with the JDK that compiles them, instead of using a formatter plugin.
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    public static void main(String[] args) throws IOException {
        var write = args[0].equals("write");
        var root = Path.of(args[1]);
        var format = new Format();
        List<Path> different;
        try {
            different = sources(root).parallelStream()
                    .filter(file -> format.differs(file, write))
                    .map(root::relativize)
                    .toList();
        } catch (UnformattableException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        if (write) {
            System.out.println("formatted " + different.size() + " files");
        } else if (!different.isEmpty()) {
            different.forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("To format all files: ./mvnw -N verify -Dformat");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            var sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Stream.of(root.relativize(file).toString().split("/"))
                            .noneMatch(NOT_OURS::contains))
                    .toList();
            if (sources.isEmpty()) {
                throw new IllegalStateException("no Java file below " + root);
            }
            return sources;
        }
    }

    private boolean differs(Path file, boolean write) {
        try {
            var before = Files.readString(file);
            var after = formatter.formatSourceAndFixImports(before);
            if (write && !after.equals(before)) {
                Files.writeString(file, after);
            }
            return !after.equals(before);
        } catch (IOException | FormatterException e) {
            throw new UnformattableException("cannot format " + file + ":" + e.getMessage(), e);
        }
    }

    private static final class UnformattableException extends RuntimeException {
        UnformattableException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
