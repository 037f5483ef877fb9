package io.github.jupan.local.internal.process;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a model's process could not load its model, or ended: what llama.cpp, the loader of libraries and the
/// JVM write to standard error, and what that means. The first row that fits any line counts; `$1` is what its
/// group caught.
final class Causes {

    static final String ANOTHER_WAY =
            "choose another model, or run it in llama.cpp's own server and give its address as --base-url";

    private record Row(Pattern words, String cause) {}

    static final String ADAPTER = "the adapter's file is none for this model, or damaged";

    private static final List<Row> ROWS = List.of(
            row("failed to (apply|load) lora", ADAPTER),
            row("unknown model architecture: '(.*?)'", "its architecture $1 is not known to the llama.cpp in here"),
            row("unknown pre-tokenizer type: '(.*?)'", "its tokenizer $1 is not known to the llama.cpp in here"),
            row(
                    "is not within the file bounds|corrupted or incomplete|invalid magic|unexpectedly reached end",
                    "the file is cut off or damaged"),
            row("libgomp\\S* cannot open", "the system's libgomp is missing (Debian, Ubuntu: apt install libgomp1)"),
            row("no native library for (\\S+)", "there is no llama.cpp for $1 in here"),
            row(
                    "GLIBC|cannot open shared object|wrong ELF class|no suitable image|UnsatisfiedLinkError",
                    "the llama.cpp in here does not fit this system's libraries"),
            row("SIGILL|Illegal instruction", "the llama.cpp in here needs a processor with AVX2"),
            row(
                    "failed to allocate|unable to allocate|bad_alloc|annot allocate memory|OutOfMemoryError|out of"
                            + " memory|failed to mmap|mmap failed",
                    "there is too little memory for it"),
            row(
                    "invalid ggml type|has invalid type|unsupported (tensor )?type",
                    "its weights have a format that the llama.cpp in here does not know"),
            row(
                    "missing tensor|wrong number of tensors|wrong shape|key not found in model",
                    "the file is damaged, or newer than the llama.cpp in here"),
            row("failed to read|gguf_init_from_file", "the file is cut off or damaged"),
            row("what\\(\\):\\s*(.+)", "$1"),
            row("SIG(SEGV|BUS|ABRT|FPE)", "a fault in native code, SIG$1"));

    private Causes() {}

    private static Row row(String words, String cause) {
        return new Row(Pattern.compile(words, Pattern.CASE_INSENSITIVE), cause);
    }

    static boolean areIn(String line) {
        return ROWS.stream().anyMatch(row -> row.words().matcher(line).find());
    }

    /// What lines of standard error say, as a part of a sentence.
    static Optional<String> in(List<String> lines) {
        for (Row row : ROWS) {
            for (String line : lines) {
                Matcher matcher = row.words().matcher(line);
                if (matcher.find()) {
                    String first = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : "";
                    return Optional.of(row.cause().replace("$1", first.strip()));
                }
            }
        }
        return Optional.empty();
    }

    /// What an exit code says where nothing else does.
    static String of(int exitCode) {
        return switch (exitCode) {
            case 3 -> "too little memory";
            case 132 -> "the llama.cpp in here needs a processor with AVX2";
            case 137 -> "it was killed, which is usually too little memory";
            default -> "exit code " + exitCode;
        };
    }
}
