package io.github.jupan.temporal;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a Temporal server is, as `temporal://HOST[:PORT][/NAMESPACE]`.
///
/// @param port where it takes gRPC
public record TemporalAddress(String host, int port, String namespace) {

    private static final String SCHEME = "temporal";
    private static final int USUAL_PORT = 7233;
    private static final String USUAL_NAMESPACE = "default";

    /// @throws IllegalArgumentException when it is none; the message is one line
    public static TemporalAddress of(String text) {
        try {
            URI uri = new URI(text.strip());
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            if (SCHEME.equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !path.contains("/")) {
                return new TemporalAddress(
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        path.isEmpty() ? USUAL_NAMESPACE : path);
            }
        } catch (URISyntaxException none) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "takes an address such as temporal://localhost:7233 or temporal://HOST:PORT/NAMESPACE, not " + text);
    }

    String target() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return SCHEME + "://" + target() + "/" + namespace;
    }
}
