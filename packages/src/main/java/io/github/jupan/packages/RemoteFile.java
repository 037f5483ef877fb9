package io.github.jupan.packages;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A file on a server, and what is known of its bytes before they come.
///
/// @param sha256 in lower-case hexadecimal digits; empty when somebody else checks what came
public record RemoteFile(URI address, OptionalLong bytes, Optional<String> sha256) {

    public RemoteFile {
        sha256 = sha256.map(digits -> digits.toLowerCase(Locale.ROOT));
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException(
                    "an address begins with https:// or http:// and a host, such as https://example.org/file");
        }
    }

    /// The server's name, for a message: an address may hold more than others should read.
    String host() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
