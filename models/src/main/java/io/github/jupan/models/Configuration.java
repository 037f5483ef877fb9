package io.github.jupan.models;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The user's `config.properties`: `name=value` lines in UTF-8, `#` comments, one property a line. A name such as
/// `fast.model` is the key `model` of the profile `fast`, which stands before the same key without a profile.
public final class Configuration {

    /// The profile that is chosen where nothing else says which; it is no key of a profile.
    private static final String PROFILE = "profile";

    /// All but [#PROFILE].
    private static final List<String> KEYS = List.of(
            "model",
            "base-url",
            "api-key",
            "header",
            "price",
            "mode",
            "deadline",
            "dialect",
            "thinking",
            "temperature",
            "top-p",
            "seed",
            "max-tokens",
            "reasoning-effort",
            "steps",
            "time",
            "context",
            "stall",
            "adapter",
            "system",
            "lessons");

    private final Path file;
    private final List<Entry> entries;
    private final Optional<String> profile;
    private final Chooser chooser;

    /// Who chose the profile.
    enum Chooser {
        /// Whoever wrote the command line; what it says stands before the environment.
        COMMAND_LINE,
        /// The environment, or the file itself.
        SURROUNDINGS
    }

    /// One line of the file.
    ///
    /// @param profile empty where it is for every profile
    /// @param place the file and the line's number, as a message begins
    public record Entry(Optional<String> profile, String key, String value, String place) {

        /// The same as a failure.
        ///
        /// @param what is wrong with it
        public ModelConfigurationException wrong(String what) {
            return new ModelConfigurationException(place + ": " + what, null);
        }
    }

    private Configuration(Path file, List<Entry> entries, Optional<String> profile, Chooser chooser) {
        this.file = file;
        this.entries = List.copyOf(entries);
        this.profile = profile;
        this.chooser = chooser;
    }

    /// Reads the file, with the profile that the caller, `JUPAN_PROFILE` or the file itself chooses. A file that is
    /// not there has no properties.
    ///
    /// @param option the profile that the user wrote on the command line
    /// @param home the user's home folder
    /// @throws ModelConfigurationException in one line that names the file and the line that is wrong
    public static Configuration read(Optional<String> option, Map<String, String> environment, Path home) {
        Path file = file(environment, home);
        List<Entry> entries = entries(file);
        Optional<String> chosen = option.or(() -> Optional.of(
                                environment.getOrDefault("JUPAN_PROFILE", "").strip())
                        .filter(name -> !name.isEmpty()))
                .or(() -> last(entries, Optional.empty(), PROFILE).map(Entry::value));
        Configuration configuration = new Configuration(
                file, entries, chosen, option.isPresent() ? Chooser.COMMAND_LINE : Chooser.SURROUNDINGS);
        chosen.ifPresent(configuration::check);
        return configuration;
    }

    /// Where it is, by the XDG base directory specification: a relative `XDG_CONFIG_HOME` counts for nothing.
    private static Path file(Map<String, String> environment, Path home) {
        Path folder = home.resolve(".config");
        try {
            Path xdg = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
            folder = xdg.isAbsolute() ? xdg : folder;
        } catch (InvalidPathException e) {
            throw new ModelConfigurationException("XDG_CONFIG_HOME is not the name of a folder: mend or unset it", e);
        }
        return folder.resolve("jupan").resolve("config.properties");
    }

    private static List<Entry> entries(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new ModelConfigurationException(file + " cannot be read: check that it is a file, and yours", e);
        }
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        int number = 0;
        while (start < bytes.length) {
            number++;
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String place = file + ", line " + number;
            line(place, ByteBuffer.wrap(bytes, start, end - start))
                    .forEach((name, value) -> entries.add(
                            entry(place, name.toString(), value.toString().strip())));
            start = end + 1;
        }
        return entries;
    }

    private static Properties line(String place, ByteBuffer bytes) {
        Properties properties = new Properties();
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
            boolean says = !text.isEmpty() && !text.startsWith("#") && !text.startsWith("!");
            if (says && text.indexOf('=') < 0) {
                throw malformed(place, "expected name=value", null);
            }
            if (says) {
                properties.load(new StringReader(text));
            }
            return properties;
        } catch (CharacterCodingException e) {
            throw malformed(place, "not UTF-8", e);
        } catch (IOException | IllegalArgumentException e) {
            if (e instanceof ModelConfigurationException configuration) {
                throw configuration;
            }
            throw malformed(place, "a backslash starts an escape such as \\u00e9; write \\\\ for itself", e);
        }
    }

    private static Entry entry(String place, String name, String value) {
        int dot = name.indexOf('.');
        String key = name.substring(dot + 1);
        Optional<String> profile = dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
        boolean known = KEYS.contains(key) || (key.equals(PROFILE) && profile.isEmpty());
        if (!known || (profile.isPresent() && profile.get().isEmpty())) {
            throw malformed(place, unknown(key), null);
        }
        if (value.isEmpty()) {
            String example = key.equals("model") ? ", write something like model=ollama:qwen3:8b" : "";
            throw malformed(place, name + " has no value" + example, null);
        }
        return new Entry(profile, key, value, place);
    }

    private static String unknown(String key) {
        String shown = key.length() > 40 ? key.substring(0, 40) + "…" : key;
        return "there is no key " + shown.replaceAll("\\p{Cntrl}", "?") + nearest(key) + "; there are "
                + String.join(", ", KEYS) + " and " + PROFILE;
    }

    private static String nearest(String key) {
        return Stream.concat(KEYS.stream(), Stream.of(PROFILE))
                .filter(each -> distance(each, key) <= Math.max(1, each.length() / 3))
                .min(Comparator.comparingInt(each -> distance(each, key)))
                .map(each -> ", did you mean " + each + "?")
                .orElse("");
    }

    /// How many slips there are (Damerau's four kinds); hyphens, underscores and case do not count.
    private static int distance(String known, String written) {
        if (written.length() > 2 * known.length()) {
            return Integer.MAX_VALUE;
        }
        String a = known.replace("-", "");
        String b = written.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
                least = Math.min(least, slips[i - 1][j - 1] + other);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                slips[i][j] = swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
            }
        }
        return slips[a.length()][b.length()];
    }

    private static ModelConfigurationException malformed(String place, String what, @Nullable Exception cause) {
        return new ModelConfigurationException(place + ": " + what, cause);
    }

    private void check(String name) {
        var profiles = new TreeSet<String>();
        entries.forEach(entry -> entry.profile().ifPresent(profiles::add));
        if (!profiles.contains(name)) {
            throw new ModelConfigurationException("there is no profile " + name.replaceAll("\\p{Cntrl}", "?") + " in "
                    + file + ": "
                    + (profiles.isEmpty()
                            ? "it has none; write lines such as fast.model=ollama:qwen3:8b"
                            : "there " + (profiles.size() == 1 ? "is " : "are ") + String.join(", ", profiles)));
        }
    }

    /// What holds for a key: the chosen profile's, else that of every profile. The last line of the same name counts.
    public Optional<Entry> entry(String key) {
        return inProfile(key).or(() -> forAll(key));
    }

    /// The chosen profile's own.
    private Optional<Entry> inProfile(String key) {
        return profile.flatMap(name -> last(entries, Optional.of(name), key));
    }

    /// That of every profile.
    private Optional<Entry> forAll(String key) {
        return last(entries, Optional.empty(), key);
    }

    /// What the chosen profile says of a model and of the way to it.
    ModelAccess.Given givenInProfile() {
        return profile.isEmpty() ? ModelAccess.Given.NOTHING : given(this::inProfile, profile);
    }

    /// What is said of them for every profile.
    ModelAccess.Given givenForAll() {
        return given(this::forAll, Optional.empty());
    }

    private ModelAccess.Given given(Function<String, Optional<Entry>> found, Optional<String> of) {
        Map<String, String> headers = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.key().equals("header") && entry.profile().equals(of))
                .forEach(entry -> headers.putAll(read(entry, Headers::of)));
        return new ModelAccess.Given(
                found.apply("model").map(Entry::value),
                found.apply("base-url").map(entry -> read(entry, Configuration::address)),
                found.apply("api-key").map(entry -> Keys.checked(entry.place() + ": api-key", entry.value())),
                headers,
                found.apply("price").map(entry -> read(entry, Price::of)));
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ModelConfigurationException("an address is something like http://localhost:8000/v1", e);
        }
    }

    private static <T> T read(Entry entry, Function<String, T> reader) {
        try {
            return reader.apply(entry.value());
        } catch (ModelConfigurationException wrong) {
            throw malformed(entry.place(), entry.key() + " is wrong: " + wrong.getMessage(), wrong);
        } catch (IllegalArgumentException wrong) {
            throw malformed(entry.place(), entry.key() + " " + wrong.getMessage(), wrong);
        }
    }

    Chooser chooser() {
        return chooser;
    }

    private static Optional<Entry> last(List<Entry> entries, Optional<String> profile, String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key) && entry.profile().equals(profile))
                .reduce((before, after) -> after);
    }

    /// The chosen profile's name.
    public Optional<String> profile() {
        return profile;
    }

    /// A path as the file means it: it starts from the file's folder.
    ///
    /// @throws InvalidPathException when it is none
    public Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }
}
