package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A wheel, as [PEP 427](https://peps.python.org/pep-0427/) packs it, on the disk.
///
/// @param requirements what it needs, as it says itself
public record Wheel(PythonFiles files, List<Requirement> requirements) {

    private static final Pattern NAME =
            Pattern.compile("([\\w.]+)-([\\w.+!]+)(?:-\\d\\w*)?-([\\w.]+)-([\\w.]+)-([\\w.]+)\\.whl");
    private static final Pattern PURE = Pattern.compile("[^/]+\\.data/purelib/(.+)");
    private static final Pattern OTHER_DATA = Pattern.compile("[^/]+\\.data/.*");
    private static final Pattern METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
    private static final int MOST_METADATA_BYTES = 16 << 20;
    private static final int MOST_FILES = 20_000;
    private static final int BUFFER_BYTES = 1 << 16;

    public Wheel {
        requirements = List.copyOf(requirements);
    }

    /// Why a wheel of this name cannot be added, or the empty text when it can.
    public static String objection(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return fileName + " does not have the name of a wheel, such as six-1.16.0-py3-none-any.whl";
        }
        boolean pure = matcher.group(4).equals("none") && matcher.group(5).equals("any");
        boolean python3 = List.of(matcher.group(3).split("\\.")).stream().anyMatch(tag -> tag.startsWith("py3"));
        if (!pure) {
            return fileName + " is built for one kind of machine (" + matcher.group(5)
                    + "); the sandbox takes pure Python alone (py3-none-any)";
        }
        return python3 ? "" : fileName + " is not for Python 3";
    }

    public static String version(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /// Reads what it holds, not the files themselves.
    ///
    /// @throws PackageException when it cannot be added
    public static Wheel read(Path wheel) throws IOException {
        String fileName = wheel.getFileName().toString();
        String objection = objection(fileName);
        if (!objection.isEmpty()) {
            throw new PackageException(objection);
        }
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Map<String, ZipEntry> entries = entries(fileName, zip);
            Matcher matcher = NAME.matcher(fileName);
            String name = matcher.matches() ? matcher.group(1) : fileName;
            return new Wheel(
                    new PythonFiles(
                            Requirement.normalised(name),
                            version(fileName),
                            entries.keySet(),
                            folder -> copy(wheel, folder)),
                    Requirement.allOf(metadata(zip, entries)));
        } catch (ZipException broken) {
            throw new PackageException(fileName + " is broken: " + broken.getMessage());
        }
    }

    /// By the place that they take below the root.
    private static Map<String, ZipEntry> entries(String fileName, ZipFile zip) {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
            String path = entry.getName();
            if (!isBelow(path)) {
                throw new PackageException(
                        fileName + " cannot be added: it would write outside its folder (" + path + ")");
            }
            Matcher pure = PURE.matcher(path);
            if (pure.matches()) {
                entries.put(pure.group(1), entry);
            } else if (!OTHER_DATA.matcher(path).matches()) {
                entries.put(path, entry);
            }
            if (entries.size() > MOST_FILES) {
                throw tooLarge(fileName);
            }
        }
        if (entries.isEmpty()) {
            throw new PackageException(fileName + " is not a wheel, or an empty one");
        }
        return entries;
    }

    private static PackageException tooLarge(String fileName) {
        return new PackageException(fileName + " is too large to be added");
    }

    /// What an entry says of its size is not believed.
    private static void copy(Path wheel, Path folder) throws IOException {
        String fileName = wheel.getFileName().toString();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (Map.Entry<String, ZipEntry> entry : entries(fileName, zip).entrySet()) {
                Path target = folder.resolve(entry.getKey());
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry.getValue());
                        OutputStream out = Files.newOutputStream(target)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        bytes += read;
                        if (bytes > PythonFiles.MOST_BYTES) {
                            throw tooLarge(fileName);
                        }
                        out.write(buffer, 0, read);
                    }
                }
            }
        } catch (ZipException broken) {
            throw new PackageException(fileName + " is broken: " + broken.getMessage());
        }
    }

    private static String metadata(ZipFile zip, Map<String, ZipEntry> entries) throws IOException {
        Optional<ZipEntry> entry = entries.entrySet().stream()
                .filter(each -> METADATA.matcher(each.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        if (entry.isEmpty()) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
            return new String(in.readNBytes(MOST_METADATA_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static boolean isBelow(String path) {
        return !path.contains("\\")
                && !path.contains(":")
                && path.indexOf('\0') < 0
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
