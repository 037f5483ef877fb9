package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The jars that a worker needs and no others, found by a class of each. A jar that lies inside another one, as in a
/// Spring Boot fat jar, is copied to the cache folder once.
final class WorkerClassPath {

    private static final List<String> ONE_CLASS_OF_EACH = List.of(
            "io/github/jupan/sandbox/internal/guest/WorkerMain.class",
            "org/graalvm/polyglot/Context.class",
            "org/graalvm/collections/EconomicMap.class",
            "org/graalvm/nativeimage/ImageInfo.class",
            "org/graalvm/word/WordBase.class",
            "org/graalvm/jniutils/JNI.class",
            "org/graalvm/shadowed/org/json/JSONObject.class",
            "org/graalvm/shadowed/com/ibm/icu/text/Normalizer2.class",
            "org/graalvm/shadowed/org/tukaani/xz/XZInputStream.class",
            "com/oracle/truffle/api/TruffleLanguage.class",
            "com/oracle/truffle/runtime/OptimizedCallTarget.class",
            "com/oracle/truffle/compiler/TruffleCompiler.class",
            "com/oracle/truffle/regex/RegexLanguage.class",
            "com/oracle/truffle/tools/profiler/CPUSampler.class",
            "com/oracle/graal/python/PythonLanguage.class",
            "com/oracle/graal/python/resources/PythonResource.class");

    private WorkerClassPath() {}

    /// @throws SandboxException when a jar is missing
    static String find() {
        return find(WorkerClassPath.class.getClassLoader());
    }

    static String find(@Nullable ClassLoader loader) {
        Set<Path> entries = new LinkedHashSet<>();
        try {
            MendedGraalPy.jar(loader).ifPresent(entries::add);
        } catch (IOException e) {
            throw new SandboxException("cannot write to " + CacheFolder.path() + ": " + e, e);
        }
        for (String resource : ONE_CLASS_OF_EACH) {
            URL url = loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource);
            if (url == null) {
                throw new SandboxException("the class path lacks " + resource
                        + ": add org.graalvm.polyglot:polyglot and org.graalvm.polyglot:python");
            }
            try {
                entries.add(entry(url.toString(), resource));
            } catch (IOException | URISyntaxException e) {
                throw new SandboxException("cannot copy " + url + " to " + CacheFolder.path() + ": " + e, e);
            }
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Path entry(String url, String resource) throws IOException, URISyntaxException {
        if (url.startsWith("file:")) {
            return Path.of(new URI(url.substring(0, url.length() - resource.length())));
        }
        String jar = url.substring("jar:".length(), url.length() - resource.length() - "!/".length());
        if (jar.startsWith("file:") && !jar.contains("!/")) {
            return Path.of(new URI(jar));
        }
        return copy(jar.startsWith("file:") ? "jar:" + jar : jar);
    }

    private static Path copy(String jar) throws IOException {
        Path folder = CacheFolder.create("jars");
        Path temporary = Files.createTempFile(folder, "copy", ".tmp");
        try {
            String hash = copy(open(jar), temporary);
            Path target = folder.resolve(hash + ".jar");
            if (!Files.exists(target)) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static InputStream open(String jar) throws IOException {
        try {
            return new URI(jar).toURL().openStream();
        } catch (URISyntaxException e) {
            throw new MalformedURLException(jar);
        }
    }

    private static String copy(InputStream from, Path to) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(from, sha256)) {
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
