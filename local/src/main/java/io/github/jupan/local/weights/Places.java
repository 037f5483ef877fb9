package io.github.jupan.local.weights;

import io.github.jupan.packages.PackageIndex;
import io.github.jupan.packages.RemoteFile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The addresses of the servers that sources are looked up on.
///
/// @param hub of models
/// @param index of Python packages
public record Places(URI hub, URI index) {

    private static final String USUAL_HUB = "https://huggingface.co";

    /// The usual ones, or those that `HF_ENDPOINT`, `PIP_INDEX_URL` and `UV_INDEX_URL` name.
    ///
    /// @throws WeightsException when the hub's is no address
    public static Places of(Map<String, String> environment) {
        String hub = environment.getOrDefault("HF_ENDPOINT", "").strip();
        try {
            URI address = URI.create(hub.isEmpty() ? USUAL_HUB : hub);
            return new Places(
                    new RemoteFile(address, OptionalLong.empty(), Optional.empty()).address(),
                    PackageIndex.usual(environment));
        } catch (IllegalArgumentException wrong) {
            throw new WeightsException("HF_ENDPOINT is no address: write something like " + USUAL_HUB);
        }
    }

    URI file(Source.Published source) {
        return URI.create(hub.toString().replaceFirst("/*$", "") + "/" + source.repository() + "/resolve/"
                + source.revision() + "/" + source.file());
    }
}
