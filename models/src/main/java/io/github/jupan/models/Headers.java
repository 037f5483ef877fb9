package io.github.jupan.models;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `Name: value`, a line of a request's head (RFC 9110, section 5). A value may be a secret: no message has it.
public final class Headers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /// What the connection is made of, and Java's client sets by itself.
    private static final Set<String> THE_CLIENTS_OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private Headers() {}

    /// One header, by its name.
    ///
    /// @throws ModelConfigurationException with one line that says what a header is
    public static Map<String, String> of(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new ModelConfigurationException("a header is written Name: value, in ASCII");
        }
        if (THE_CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ModelConfigurationException("the header " + name + " is the connection's own");
        }
        return Map.of(name, value);
    }
}
