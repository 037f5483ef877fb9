package io.github.jupan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// An index of Python packages that speaks PyPI's JSON
/// ([PEP 691](https://peps.python.org/pep-0691/)), such as `https://pypi.org/simple`.
final class PackageIndex implements AutoCloseable {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_PACKAGES = 100;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /// A wheel that the index has.
    private record Offer(String fileName, URI address, String sha256, String python) {

        String version() {
            return Wheel.version(fileName);
        }
    }

    PackageIndex(URI address) {
        this.address = address;
    }

    /// Fetches a package and what it needs, nothing of which is kept yet.
    ///
    /// @throws UsageException when one of them is not there, or is not pure Python
    List<PythonFiles> fetch(String requirement) throws IOException, InterruptedException {
        Map<String, PythonFiles> fetched = new LinkedHashMap<>();
        Deque<Requirement> wanted = new ArrayDeque<>(List.of(Requirement.parse(requirement)));
        while (!wanted.isEmpty()) {
            Requirement next = wanted.remove();
            PythonFiles present = fetched.get(next.name());
            if (present != null) {
                if (!next.versions().has(present.version())) {
                    throw new UsageException("no version of " + next.name() + " suits all that need it");
                }
                continue;
            }
            if (fetched.size() == MOST_PACKAGES) {
                throw new UsageException(requirement + " needs more than " + MOST_PACKAGES + " packages");
            }
            PythonFiles files = fetchOne(next);
            fetched.put(next.name(), files);
            files.requirements().stream().filter(Requirement::isNeededHere).forEach(wanted::add);
        }
        return List.copyOf(fetched.values());
    }

    private PythonFiles fetchOne(Requirement wanted) throws IOException, InterruptedException {
        URI page = URI.create(address.toString().replaceFirst("/*$", "/") + wanted.name() + "/");
        JsonNode files = json(page, get(page, JSON, wanted.name())).path("files");
        List<JsonNode> suitable = StreamSupport.stream(files.spliterator(), false)
                .filter(file -> file.path("filename").asText().endsWith(".whl"))
                .filter(file -> !isYanked(file.path("yanked")))
                .filter(file ->
                        suits(wanted, Wheel.version(file.path("filename").asText())))
                .toList();
        Optional<Offer> newest = suitable.stream()
                .filter(file -> Wheel.objection(file.path("filename").asText()).isEmpty())
                .map(file -> offer(page, file))
                .filter(offer -> VersionRange.parse(offer.python()).has(VersionRange.PYTHON))
                .max(Comparator.comparing(Offer::version, VersionRange.AGE));
        if (newest.isEmpty()) {
            throw new UsageException(
                    suitable.isEmpty()
                            ? "the index has no wheel of " + wanted.name() + " " + wanted.versions()
                            : wanted.name()
                                    + " cannot be added: it has native code, and the sandbox runs Python alone ("
                                    + suitable.getLast().path("filename").asText() + ")");
        }
        Offer offer = newest.get();
        byte[] wheel = get(offer.address(), "*/*", offer.fileName());
        if (!sha256(wheel).equalsIgnoreCase(offer.sha256())) {
            throw new UsageException(offer.fileName() + " is not what the index promised: its SHA-256 differs");
        }
        return Wheel.read(offer.fileName(), wheel);
    }

    private static boolean suits(Requirement wanted, String version) {
        return VersionRange.isFinal(version) && wanted.versions().has(version);
    }

    /// A reason counts as yes.
    private static boolean isYanked(JsonNode yanked) {
        return yanked.isTextual() || yanked.asBoolean();
    }

    private static Offer offer(URI page, JsonNode file) {
        return new Offer(
                file.path("filename").asText(),
                page.resolve(file.path("url").asText()),
                file.path("hashes").path("sha256").asText(),
                file.path("requires-python").asText(""));
    }

    private static JsonNode json(URI page, byte[] body) throws IOException {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new UsageException(page + " does not answer as an index of packages does");
        }
    }

    private byte[] get(URI from, String accept, String what) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(from)
                .header("Accept", accept)
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 404) {
                    throw new UsageException("the index has no package " + what);
                }
                if (response.statusCode() != 200) {
                    throw new UsageException(from + " answers with status " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new UsageException(from + " sends too much");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new UsageException(address + " cannot be reached; give jupan packages add a wheel or a folder, or"
                    + " another index with --index");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
