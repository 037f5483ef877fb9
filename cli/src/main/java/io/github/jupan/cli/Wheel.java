package io.github.jupan.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// A wheel, as [PEP 427](https://peps.python.org/pep-0427/) packs it, read in memory.
final class Wheel {

    private static final Pattern NAME =
            Pattern.compile("([\\w.]+)-([\\w.+!]+)(?:-\\d\\w*)?-([\\w.]+)-([\\w.]+)-([\\w.]+)\\.whl");
    private static final Pattern PURE = Pattern.compile("[^/]+\\.data/purelib/(.+)");
    private static final Pattern OTHER_DATA = Pattern.compile("[^/]+\\.data/.*");
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_FILES = 20_000;

    private Wheel() {}

    /// Why a wheel of this name cannot be added, or the empty text when it can.
    static String objection(String fileName) {
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

    static String version(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /// @throws UsageException when it cannot be added
    static PythonFiles read(String fileName, byte[] wheel) throws IOException {
        String objection = objection(fileName);
        if (!objection.isEmpty()) {
            throw new UsageException(objection);
        }
        Map<String, byte[]> files = files(fileName, wheel);
        String metadata = files.entrySet().stream()
                .filter(file -> file.getKey().matches("[^/]+\\.dist-info/METADATA"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
        Matcher matcher = NAME.matcher(fileName);
        String name = matcher.matches() ? matcher.group(1) : fileName;
        return new PythonFiles(Requirement.normalised(name), version(fileName), requirements(metadata), files);
    }

    private static Map<String, byte[]> files(String fileName, byte[] wheel) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        long bytes = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(wheel))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, MOST_BYTES - bytes + 1));
                bytes += content.length;
                if (bytes > MOST_BYTES || files.size() == MOST_FILES) {
                    throw new UsageException(fileName + " is too large to be added");
                }
                String path = entry.getName();
                if (!isBelow(path)) {
                    throw new UsageException(
                            fileName + " cannot be added: it would write outside its folder (" + path + ")");
                }
                Matcher pure = PURE.matcher(path);
                if (pure.matches()) {
                    files.put(pure.group(1), content);
                } else if (!OTHER_DATA.matcher(path).matches()) {
                    files.put(path, content);
                }
            }
        } catch (ZipException broken) {
            throw new UsageException(fileName + " is broken: " + broken.getMessage());
        }
        if (files.isEmpty()) {
            throw new UsageException(fileName + " is not a wheel, or an empty one");
        }
        return files;
    }

    private static boolean isBelow(String path) {
        return !path.contains("\\")
                && !path.contains(":")
                && path.indexOf('\0') < 0
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /// The lines `Requires-Dist: …` of the metadata's head.
    private static List<Requirement> requirements(String metadata) {
        List<Requirement> requirements = new ArrayList<>();
        for (String line : metadata.lines().takeWhile(line -> !line.isEmpty()).toList()) {
            if (line.startsWith("Requires-Dist:")) {
                requirements.add(Requirement.parse(line.substring("Requires-Dist:".length())));
            }
        }
        return requirements;
    }
}
