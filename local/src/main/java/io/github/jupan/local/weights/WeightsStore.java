package io.github.jupan.local.weights;

import io.github.jupan.packages.DiskRoom;
import io.github.jupan.packages.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of the models that are here, a file `NAME.gguf` each. What is still on its way lies below `.partial`,
/// and the name of the model to use in the file `default`. Safe for use by several processes.
///
/// @param folder made with the first model
public record WeightsStore(Path folder, Catalogue catalogue) {

    private static final String SUFFIX = ".gguf";
    private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

    /// How a file came into the folder.
    public enum Manner {
        /// The same bytes under a second name: no more room is taken, and a change of one is a change of the other.
        LINKED,
        COPIED
    }

    public record Added(Installed model, Manner manner) {}

    /// Those that are here, by name.
    public List<Installed> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        }
    }

    /// The model of this name, when it is here.
    public Optional<Installed> find(String name) {
        if (!ModelFileName.is(name) || !Files.isRegularFile(file(name))) {
            return Optional.empty();
        }
        Optional<CatalogueEntry> entry = catalogue.find(name);
        try {
            long bytes = Files.size(file(name));
            return Optional.of(new Installed(name, file(name), bytes, entry, damage(file(name), bytes, entry)));
        } catch (IOException unreadable) {
            return Optional.of(
                    new Installed(name, file(name), 0, entry, Optional.of("it cannot be read: " + unreadable)));
        }
    }

    private static Optional<String> damage(Path file, long bytes, Optional<CatalogueEntry> entry) throws IOException {
        if (entry.isPresent() && entry.get().bytes() != bytes) {
            return Optional.of(
                    "it has " + bytes + " bytes instead of " + entry.get().bytes());
        }
        return isGguf(file) ? Optional.empty() : Optional.of("it does not begin as a GGUF file does");
    }

    private static boolean isGguf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /// The model to use where nobody names one: the one that was chosen, else the largest.
    public Optional<Installed> usual() throws IOException {
        Optional<Installed> chosen = chosen().flatMap(this::find).filter(Installed::isWhole);
        return chosen.isPresent()
                ? chosen
                : list().stream().filter(Installed::isWhole).max(Comparator.comparingLong(Installed::bytes));
    }

    /// The name that was chosen, whether it is here or not.
    public Optional<String> chosen() throws IOException {
        try {
            return Optional.of(Files.readString(choice()).strip()).filter(ModelFileName::is);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /// Has a model used where nobody names one.
    ///
    /// @throws WeightsException when it is not here
    public Installed choose(String name) throws IOException {
        Installed model = require(name);
        Path fresh = Files.createTempFile(folder, ".default", null);
        Files.writeString(fresh, name + "\n");
        Files.move(fresh, choice(), StandardCopyOption.ATOMIC_MOVE);
        return model;
    }

    private Installed require(String name) {
        ModelFileName.check(name);
        return find(name)
                .orElseThrow(() -> new WeightsException(
                        catalogue.find(name).isPresent()
                                ? name + " is not installed: jupan models pull " + name
                                : "there is no model " + name + ": jupan models lists them"));
    }

    /// Takes a file in, under the catalogue's name when it is the catalogue's file, else under its own.
    ///
    /// @throws WeightsException when it is no model's file, or its name is taken
    public Added add(Path given) throws IOException, InterruptedException {
        if (!Files.isRegularFile(given)) {
            throw new WeightsException("there is no file " + given);
        }
        if (!isGguf(given)) {
            throw new WeightsException(given + " is no GGUF file: llama.cpp's models are, and end in .gguf");
        }
        Path file = given.toRealPath();
        String name = name(file);
        if (find(name).isPresent()) {
            throw new WeightsException(name + " is installed already: remove that first with jupan models rm " + name);
        }
        Files.createDirectories(folder);
        Manner manner = place(file, file(name));
        return new Added(require(name), manner);
    }

    private String name(Path file) throws IOException, InterruptedException {
        long bytes = Files.size(file);
        for (CatalogueEntry entry : catalogue.entries()) {
            if (entry.bytes() == bytes && entry.sha256().equals(Sha256.of(file))) {
                return entry.name();
            }
        }
        String own = file.getFileName().toString();
        String name = ModelFileName.check(
                own.toLowerCase(Locale.ROOT).endsWith(SUFFIX) ? own.substring(0, own.length() - SUFFIX.length()) : own);
        if (catalogue.find(name).isPresent()) {
            throw new WeightsException("the catalogue's " + name + " is another file: give this one another name");
        }
        return name;
    }

    private Manner place(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
            return Manner.LINKED;
        } catch (IOException | UnsupportedOperationException otherDisk) {
            DiskRoom.check(target, Files.size(file));
            Path fresh = Files.createTempFile(folder, ".adding", null);
            try {
                Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return Manner.COPIED;
        }
    }

    /// Removes a model, and what has come of one that is on its way.
    ///
    /// @return the bytes that are free now; empty when there was nothing of it
    /// @throws WeightsException when it is being pulled
    public Optional<Long> remove(String name) throws IOException {
        ModelFileName.check(name);
        Partial partial = new Partial(folder, name);
        long bytes = Files.isRegularFile(file(name)) ? Files.size(file(name)) : 0;
        boolean there = Files.deleteIfExists(file(name));
        if (partial.exists()) {
            there = true;
            bytes += partial.remove();
        }
        if (chosen().filter(name::equals).isPresent()) {
            Files.deleteIfExists(choice());
        }
        return there ? Optional.of(bytes) : Optional.empty();
    }

    /// How much has come of a model that is on its way; 0 when nothing has.
    public long begun(String name) throws IOException {
        return new Partial(folder, ModelFileName.check(name)).bytes();
    }

    /// Puts a whole file in its place, at once.
    Installed settle(String name, Path whole) throws IOException {
        Files.move(whole, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return require(name);
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    private Path choice() {
        return folder.resolve("default");
    }
}
