package io.github.jupan.local.internal.process;

import de.kherud.llama.LlamaModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// llama.cpp's library out of the binding's jar, unpacked once for all processes.
///
/// The binding would unpack it into the folder for temporary files at each start, where two starts meet, and
/// delete whatever there is called `llama…`: so it is told where the library is, and given an empty folder to
/// clear.
final class NativeLibrary {

    private NativeLibrary() {}

    /// @param folder for the library; another version goes beside it
    /// @throws IOException when the folder cannot be written
    /// @throws UnsatisfiedLinkError when there is no library for this platform, or it does not fit
    @SuppressWarnings("restricted")
    static void install(Path folder) throws IOException {
        String name = System.mapLibraryName("jllama");
        String platform = platform();
        byte[] library;
        try (InputStream in = LlamaModel.class.getResourceAsStream("/de/kherud/llama/" + platform + "/" + name)) {
            if (in == null) {
                throw new UnsatisfiedLinkError("no native library for " + platform);
            }
            library = in.readAllBytes();
        }
        Path home = Files.createDirectories(folder.resolve(hash(library)));
        Path file = home.resolve(name);
        if (!holds(file, library)) {
            unpack(library, file);
        }
        System.setProperty("de.kherud.llama.lib.path", home.toString());
        System.setProperty(
                "de.kherud.llama.tmpdir",
                Files.createDirectories(home.resolve("empty")).toString());
        System.load(file.toString());
    }

    /// What is loaded is what was shipped, whatever somebody put there.
    private static boolean holds(Path file, byte[] library) throws IOException {
        return Files.exists(file)
                && Files.size(file) == library.length
                && Arrays.equals(Files.readAllBytes(file), library);
    }

    private static void unpack(byte[] library, Path file) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), "unpacking", ".tmp");
        try {
            Files.write(temporary, library);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!holds(file, library)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// As the folders in the jar are called.
    private static String platform() {
        String system = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String folder = system.startsWith("Windows") ? "Windows" : system.startsWith("Mac") ? "Mac" : system;
        return folder + "/" + (machine.equals("amd64") ? "x86_64" : machine);
    }

    private static String hash(byte[] library) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(library);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
