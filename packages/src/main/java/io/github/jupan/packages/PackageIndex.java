package io.github.jupan.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.packages.DownloadException.Reason;
import io.github.jupan.packages.internal.PythonFiles;
import io.github.jupan.packages.internal.Requirement;
import io.github.jupan.packages.internal.VersionRange;
import io.github.jupan.packages.internal.Wheel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// An index of Python packages that speaks PyPI's JSON
/// ([PEP 691](https://peps.python.org/pep-0691/)), such as `https://pypi.org/simple`.
public final class PackageIndex {

    /// Where names are looked up when nobody says otherwise.
    public static final URI USUAL = URI.create("https://pypi.org/simple");

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final int MOST_PACKAGES = 100;

    private final URI address;
    private final Downloads downloads;

    /// A pure-Python wheel that an index has.
    public record Offer(String fileName, RemoteFile file) {}

    private record Candidate(String fileName, JsonNode json) {

        String version() {
            return Wheel.version(fileName);
        }
    }

    /// @throws IllegalArgumentException when that is no address of a server
    public PackageIndex(URI address, Downloads downloads) {
        this.address = new RemoteFile(address, OptionalLong.empty(), Optional.empty()).address();
        this.downloads = downloads;
    }

    /// The index that pip and uv would take: `PIP_INDEX_URL`, `UV_DEFAULT_INDEX` or `UV_INDEX_URL`, else [#USUAL].
    public static URI usual(Map<String, String> environment) {
        return Stream.of("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(value -> value.matches("(?i)https?://[^/\\s@]+(/\\S*)?"))
                .findFirst()
                .map(URI::create)
                .orElse(USUAL);
    }

    /// The newest final version that suits.
    ///
    /// @param requirement such as `sympy` or `sympy==1.13.3`
    /// @throws PackageException when there is none, or only native code
    public Offer find(String requirement) throws IOException, InterruptedException {
        return find(Requirement.parse(requirement));
    }

    private Offer find(Requirement wanted) throws IOException, InterruptedException {
        URI page = URI.create(address.toString().replaceFirst("/*$", "/") + wanted.name() + "/");
        List<Candidate> suitable = files(page, wanted)
                .map(file -> new Candidate(file.path("filename").asText(), file))
                .filter(file -> file.fileName().endsWith(".whl"))
                .filter(file -> !isYanked(file.json().path("yanked")))
                .filter(file -> VersionRange.isFinal(file.version())
                        && wanted.versions().has(file.version()))
                .toList();
        return suitable.stream()
                .filter(file -> Wheel.objection(file.fileName()).isEmpty())
                .filter(file -> VersionRange.parse(
                                file.json().path("requires-python").asText(""))
                        .has(VersionRange.PYTHON))
                .max(Comparator.comparing(Candidate::version, VersionRange.AGE))
                .map(file -> offer(page, file))
                .orElseThrow(() -> new PackageException(
                        suitable.isEmpty()
                                ? "the index has no wheel of " + wanted.name() + " " + wanted.versions()
                                : wanted.name()
                                        + " cannot be added: it has native code, and the sandbox runs Python alone ("
                                        + suitable.getLast().fileName() + ")"));
    }

    private Stream<JsonNode> files(URI page, Requirement wanted) throws IOException, InterruptedException {
        try {
            byte[] body = downloads.read(new RemoteFile(page, OptionalLong.empty(), Optional.empty()), JSON);
            return StreamSupport.stream(
                    new ObjectMapper().readTree(body).path("files").spliterator(), false);
        } catch (JsonProcessingException e) {
            throw new PackageException(page + " does not answer as an index of packages does");
        } catch (DownloadException failed) {
            if (failed.reason() == Reason.NOT_THERE) {
                throw new PackageException("the index has no package " + wanted.name());
            }
            throw failed;
        }
    }

    /// A reason counts as yes.
    private static boolean isYanked(JsonNode yanked) {
        return yanked.isTextual() || yanked.asBoolean();
    }

    private static Offer offer(URI page, Candidate candidate) {
        JsonNode json = candidate.json();
        return new Offer(
                candidate.fileName(),
                new RemoteFile(
                        page.resolve(json.path("url").asText()),
                        json.path("size").canConvertToLong()
                                ? OptionalLong.of(json.path("size").asLong())
                                : OptionalLong.empty(),
                        Optional.of(json.path("hashes").path("sha256").asText())));
    }

    /// Fetches the wheels of a package and of what it needs.
    ///
    /// @param folder where they are put
    List<PythonFiles> fetch(String requirement, Path folder) throws IOException, InterruptedException {
        Map<String, PythonFiles> fetched = new LinkedHashMap<>();
        Deque<Requirement> wanted = new ArrayDeque<>(List.of(Requirement.parse(requirement)));
        while (!wanted.isEmpty()) {
            Requirement next = wanted.remove();
            PythonFiles present = fetched.get(next.name());
            if (present != null) {
                if (!next.versions().has(present.version())) {
                    throw new PackageException("no version of " + next.name() + " suits all that need it");
                }
                continue;
            }
            if (fetched.size() == MOST_PACKAGES) {
                throw new PackageException(requirement + " needs more than " + MOST_PACKAGES + " packages");
            }
            Wheel wheel = fetch(find(next), folder);
            fetched.put(next.name(), wheel.files());
            wheel.requirements().stream().filter(Requirement::isNeededHere).forEach(wanted::add);
        }
        return List.copyOf(fetched.values());
    }

    private Wheel fetch(Offer offer, Path folder) throws IOException, InterruptedException {
        Path wheel = folder.resolve(offer.fileName());
        try {
            downloads.fetch(offer.file(), wheel, arrived -> {});
            return Wheel.read(wheel);
        } catch (DownloadException failed) {
            if (failed.reason() == Reason.WRONG) {
                throw new PackageException(offer.fileName() + " is not what the index promised: its SHA-256 differs");
            }
            throw failed;
        } catch (PackageException unusable) {
            Files.deleteIfExists(wheel);
            throw unusable;
        }
    }
}
