package io.github.jupan.models.internal.offline;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Runs snippets on the machine's own `python3`, all of them in one process, each with variables of its own.
final class CPython {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRIVER = """
        import sys, json, io, contextlib, traceback
        sys.stdin.reconfigure(encoding="utf-8")
        if hasattr(sys, "set_int_max_str_digits"):
            sys.set_int_max_str_digits(0)
        outputs = []
        for job in json.load(sys.stdin):
            out = io.StringIO()
            try:
                with contextlib.redirect_stdout(out):
                    exec(job["code"], {"message": job["message"], "documents": job["documents"]})
            except Exception:
                out.write(traceback.format_exc())
            outputs.append(out.getvalue())
        print(json.dumps(outputs))
        """;

    record Job(String code, String message, Map<String, String> documents) {}

    private CPython() {}

    static void assumeInstalled() {
        boolean installed;
        try {
            installed = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            installed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Assumptions.assumeTrue(installed, "no python3 on this machine: the snippets are not run");
    }

    /// What each job printed; a traceback where it failed.
    static List<String> run(List<Job> jobs) {
        try {
            Process process = new ProcessBuilder("python3", "-c", DRIVER)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(JSON.writeValueAsString(jobs));
            }
            try (InputStream out = process.getInputStream()) {
                return JSON.readValue(out.readAllBytes(), new TypeReference<List<String>>() {});
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
