package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a package needs, as [PEP 508](https://peps.python.org/pep-0508/) writes it: `mpmath<1.4,>=1.0.3`.
///
/// @param name in its normal form
/// @param marker when it is needed; empty for always
public record Requirement(String name, VersionRange versions, String marker) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z0-9][\\w.-]*)\\s*(?:\\[[^\\]]*])?\\s*\\(?([^;)@]*)\\)?\\s*(?:;(.*))?");

    /// @throws PackageException when it is no requirement, or names a file instead of a version
    public static Requirement parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new PackageException(text.strip() + " is not the name of a package");
        }
        String marker = matcher.group(3);
        return new Requirement(
                normalised(matcher.group(1)),
                VersionRange.parse(matcher.group(2)),
                marker == null ? "" : marker.strip());
    }

    /// The lines `Requires-Dist: …` of a metadata's head.
    public static List<Requirement> allOf(String metadata) {
        String field = "Requires-Dist:";
        return metadata.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(field))
                .map(line -> parse(line.substring(field.length())))
                .toList();
    }

    public boolean isNeededHere() {
        return marker.isEmpty() || new Marker(marker).holds();
    }

    /// `Typing_Extensions` and `typing.extensions` are one package.
    public static String normalised(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }
}
