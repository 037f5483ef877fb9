package io.github.jupan.cli.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.local.weights.WeightsException;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.packages.DownloadException;
import io.github.jupan.packages.PackageException;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import io.github.jupan.tools.McpServerException;
import java.util.Locale;

/// Why a command could not do its work: one line for a person, one object for a program, an exit code for a script.
public record Failure(ExitCode exit, Kind kind, String message) {

    /// Who must act.
    public enum Kind {
        USAGE,
        MODEL,
        SANDBOX,
        INTERNAL
    }

    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case UsageException usage -> new Failure(ExitCode.USAGE, Kind.USAGE, line(usage));
            case PackageException refused -> new Failure(ExitCode.USAGE, Kind.USAGE, line(refused));
            case WeightsException refused -> new Failure(ExitCode.USAGE, Kind.USAGE, line(refused));
            case PracticeException wrong -> new Failure(ExitCode.USAGE, Kind.USAGE, line(wrong));
            case DownloadException failed -> new Failure(ExitCode.MODEL, Kind.MODEL, line(failed));
            case McpServerException server -> new Failure(ExitCode.USAGE, Kind.USAGE, line(server));
            case ModelConfigurationException model -> new Failure(ExitCode.MODEL, Kind.MODEL, line(model));
            case ModelException model -> new Failure(ExitCode.MODEL, Kind.MODEL, line(model));
            case SandboxException sandbox -> new Failure(ExitCode.SANDBOX, Kind.SANDBOX, line(sandbox));
            case RequestException refused
            when refused.kind() == RequestException.Kind.MODEL ->
                new Failure(ExitCode.MODEL, Kind.MODEL, line(refused));
            case RequestException refused -> new Failure(ExitCode.USAGE, Kind.USAGE, line(refused));
            case JupanException failed -> new Failure(ExitCode.NOT_ANSWERED, Kind.INTERNAL, line(failed));
            case IllegalArgumentException wrong -> new Failure(ExitCode.USAGE, Kind.USAGE, line(wrong));
            case OutOfMemoryError memory ->
                new Failure(
                        ExitCode.NOT_ANSWERED,
                        Kind.INTERNAL,
                        "out of memory; give it more with JUPAN_JAVA_OPTIONS=-Xmx4g, or attach less");
            default ->
                new Failure(
                        ExitCode.NOT_ANSWERED,
                        Kind.INTERNAL,
                        "internal error: " + thrown.getClass().getSimpleName() + ": " + line(thrown)
                                + " (JUPAN_DEBUG=1 shows where)");
        };
    }

    private static String line(Throwable thrown) {
        return Called.in(JupanException.line(thrown.getMessage()));
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "error")
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("message", message)
                .put("exit", exit.number());
    }
}
