package io.github.jupan.local.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The models that can be pulled by name: the table `catalogue.json` beside this class.
///
/// @param entries the smallest first
public record Catalogue(List<CatalogueEntry> entries) {

    public Catalogue {
        entries = List.copyOf(entries);
    }

    /// The one that comes with this version.
    public static Catalogue own() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.json"))) {
            List<CatalogueEntry> entries = new ArrayList<>();
            new ObjectMapper().readTree(in).forEach(json -> entries.add(entry(json)));
            return new Catalogue(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static CatalogueEntry entry(JsonNode json) {
        List<Source> sources = new ArrayList<>();
        json.required("sources").forEach(source -> sources.add(source(source)));
        return new CatalogueEntry(
                text(json, "name"),
                text(json, "title"),
                text(json, "licence"),
                json.required("bytes").asLong(),
                text(json, "sha256"),
                json.required("context").asInt(),
                text(json, "dialect"),
                text(json, "prompt"),
                text(json, "note"),
                sources);
    }

    private static Source source(JsonNode json) {
        if (json.has("repository")) {
            return new Source.Published(text(json, "repository"), text(json, "revision"), text(json, "file"));
        }
        List<Source.Part> parts = new ArrayList<>();
        json.required("parts")
                .forEach(part -> parts.add(new Source.Part(
                        text(part, "package"),
                        text(part, "entry"),
                        part.required("bytes").asLong())));
        return new Source.Packed(parts);
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).asText();
    }
}
