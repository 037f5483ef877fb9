package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.models.ModelAccess.Given;
import io.github.jupan.models.ModelSelection.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An address, a key and headers are for the very model that they were given with.
class ModelAccessTest {

    private static final String HERE = "http://127.0.0.1:8080/v1";
    private static final String THERE = "http://127.0.0.1:9090/v1";
    private static final String NOTHING = "- - {}";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path home;

    private Map<String, String> environment = Map.of();

    @Test
    void theCommandLinesAddressIsForItsModelAlone() {
        ModelAccess access = access(given("openai:local", HERE), "");
        assertThat(way(access, "openai:local")).isEqualTo(HERE + " - {X-Team=a}");
        assertThat(way(access, " OpenAI:local ")).isEqualTo(HERE + " - {X-Team=a}");
        for (String other : new String[] {
            "openai:gpt-5",
            "openai:LOCAL",
            "responses:local",
            "anthropic:claude",
            "gemini:g",
            "ollama:local",
            "offline",
            "nonsense"
        }) {
            assertThat(way(access, other)).as(other).isEqualTo(NOTHING);
        }
    }

    @Test
    void withoutAModelBesideItItIsForTheOneThatIsChosenBelow() {
        environment = Map.of("JUPAN_MODEL", "openai:mine");
        ModelAccess access = access(given(null, HERE), "model = openai:other");
        assertThat(access.selection().name()).isEqualTo("openai:mine");
        assertThat(way(access, "openai:mine")).isEqualTo(HERE + " - {X-Team=a}");
        assertThat(way(access, "openai:other")).isEqualTo(NOTHING);
    }

    @Test
    void theFilesAddressIsForTheFilesModelWhateverElseIsChosen() {
        String file = "model = openai:local\nbase-url = " + HERE + "\napi-key = k\nheader = A: b\nheader = C: d\n";
        ModelAccess access = access(given("anthropic:claude", null), file);
        assertThat(way(access, "anthropic:claude")).isEqualTo("- - {X-Team=a}");
        assertThat(way(access, "openai:local")).isEqualTo(HERE + " k {A=b, C=d}");
        assertThat(way(access(given("openai:local", THERE), file), "openai:local"))
                .isEqualTo(THERE + " k {A=b, C=d, X-Team=a}");
    }

    @Test
    void aProfilesModelIsNotAtTheFilesAddress() {
        String file = "model = openai:local\nbase-url = " + HERE + "\napi-key = k\nfast.model = openai:fast\n"
                + "same.temperature = 1\nsame.base-url = " + THERE + "\n";
        ModelAccess fast = access(Given.NOTHING, file, "fast");
        assertThat(fast.selection()).isEqualTo(new ModelSelection("openai:fast", Source.PROFILE, Optional.empty()));
        assertThat(way(fast, "openai:fast")).isEqualTo(NOTHING);
        assertThat(way(fast, "openai:local")).isEqualTo(HERE + " k {}");
        assertThat(way(access(Given.NOTHING, file, "same"), "openai:local")).isEqualTo(THERE + " k {}");
    }

    @Test
    void aProfileOfTheCommandLineStandsBeforeTheEnvironmentAndAnyOtherAfterIt() {
        environment = Map.of("JUPAN_MODEL", "openai:mine");
        assertThat(access(Given.NOTHING, "fast.model = openai:fast\n", "fast")
                        .selection()
                        .name())
                .isEqualTo("openai:fast");
        assertThat(access(Given.NOTHING, "profile = fast\nfast.model = openai:fast\n")
                        .selection()
                        .name())
                .isEqualTo("openai:mine");
    }

    @Test
    void anAddressOfAFileWithoutAModelIsForTheCompatibleModelThatIsChosen() {
        String file = "base-url = " + HERE + "\napi-key = k\n";
        assertThat(way(access(given("openai:m", null), file), "openai:m")).isEqualTo(HERE + " k {X-Team=a}");
        assertThat(way(access(given("responses:m", null), file), "responses:m")).isEqualTo(HERE + " k {X-Team=a}");
        assertThat(way(access(given("openai:m", null), file), "openai:other")).isEqualTo(NOTHING);
        assertThat(way(access(given("anthropic:m", null), file), "anthropic:m")).isEqualTo("- - {X-Team=a}");
        environment = Map.of("OPENAI_BASE_URL", THERE, "OPENAI_API_KEY", "mine");
        assertThat(way(access(given("openai:m", null), file), "openai:m")).isEqualTo("- - {X-Team=a}");
    }

    @Test
    void moreCanBeGivenLater() {
        ModelAccess access = access(given("openai:local", HERE), "");
        ModelAccess more = access.with(
                new Given(Optional.of("openai:other"), Optional.of(URI.create(THERE)), Optional.empty(), Map.of()));
        assertThat(way(more, "openai:other")).isEqualTo(THERE + " - {}");
        assertThat(way(more, "openai:local")).isEqualTo(HERE + " - {X-Team=a}");
        assertThat(way(access.alsoFor("openai:resumed"), "openai:resumed")).isEqualTo(HERE + " - {X-Team=a}");
        assertThat(way(access, "openai:resumed")).isEqualTo(NOTHING);
    }

    @Test
    void aPriceIsThatOfTheModelBesideIt() {
        Price here = Price.of("3 in, 15 out, USD");
        Price there = Price.of("0.25 in,2 out, €");
        String file = """
            model = openai:m
            price = 3 in, 15 out, USD
            fast.model = anthropic:h
            fast.price = 0.25 in, 2 out, €
            """;
        ModelAccess access = access(Given.NOTHING, file);
        assertThat(access.price("openai:m")).contains(here);
        assertThat(access.price("anthropic:h")).isEmpty();
        assertThat(access.alsoFor("openai:resumed").price("openai:resumed"))
                .as("the file's")
                .isEmpty();
        assertThat(access(Given.NOTHING, file, "fast").price("anthropic:h")).contains(there);
        Given typed = new Given(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.of(there));
        assertThat(access(typed, "").price("offline")).contains(there);
        assertThat(access(typed, file).price("openai:m")).contains(there);
        assertThat(access(typed, file).alsoFor("openai:resumed").price("openai:resumed"))
                .contains(there);
        assertThatThrownBy(() -> access(Given.NOTHING, "model = openai:m\nprice = 3\n"))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessageContaining(
                        "line 2: price takes what a million tokens cost, such as 3 in, 15 out, USD; not 3");
    }

    @Test
    void whatIsGivenShowsNoSecret() {
        Given given = new Given(
                Optional.of("openai:m"), Optional.empty(), Optional.of("secret"), Map.of("Authorization", "secret"));
        assertThat(given.toString()).doesNotContain("secret");
        ModelOptions options = ModelOptions.builder()
                .apiKey("secret")
                .headers(Map.of("A", "secret"))
                .build();
        assertThat(options.toString()).doesNotContain("secret");
    }

    @Test
    void whatIsInstalledIsTakenOnlyWhereNobodyChose() {
        assertThat(access(given("openai:x", null), "")
                        .otherwise("local:m")
                        .selection()
                        .name())
                .isEqualTo("openai:x");
        environment = Map.of("OPENAI_API_KEY", "k");
        ModelAccess access = access(given(null, HERE), "").otherwise("local:m");
        assertThat(access.selection())
                .isEqualTo(new ModelSelection("local:m", ModelSelection.Source.INSTALLED, Optional.empty()));
        assertThat(way(access, "local:m")).as("an address is not lost").startsWith(HERE);
        assertThat(way(access, "offline")).isEqualTo(NOTHING);
    }

    private static Given given(@Nullable String model, @Nullable String url) {
        return new Given(
                Optional.ofNullable(model),
                Optional.ofNullable(url).map(URI::create),
                Optional.empty(),
                Map.of("X-Team", "a"));
    }

    private ModelAccess access(Given given, String file) {
        return access(given, file, null);
    }

    private ModelAccess access(Given given, String file, @Nullable String profile) {
        try {
            Path folder = Files.createDirectories(home.resolve(".config/jupan"));
            Files.writeString(folder.resolve("config.properties"), file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Configuration configuration = Configuration.read(Optional.ofNullable(profile), environment, home);
        return ModelAccess.of(given, configuration, environment);
    }

    /// Address, key and headers of a model.
    private static String way(ModelAccess access, String model) {
        ModelOptions.Builder builder = ModelOptions.builder().environment(Map.of());
        access.lead(model, builder);
        ModelOptions options = builder.build();
        return options.baseUrl().map(URI::toString).orElse("-") + " "
                + options.apiKey().orElse("-") + " " + new TreeMap<>(options.headers());
    }
}
