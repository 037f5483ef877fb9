package io.github.jupan.server.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.LimitHit;
import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.Sessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /run_code`: a snippet in, what it printed out. What cannot be run here is a `SandboxError`, which a trainer
/// counts as nobody's fault; a full server is 504, which it tries again.
public final class RunCodeServlet extends HttpServlet {

    public static final String PATH = "/run_code";

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> LANGUAGES = Set.of("python", "python3", "py");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int KILLED = 137;

    private final transient Sessions sessions;
    private final transient Limits limits;

    /// @param limits where a request does not say
    public RunCodeServlet(Sessions sessions, Limits limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "use POST");
            return;
        }
        int most = sessions.limits().messageBytes();
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "a request may have " + most + " bytes");
            return;
        }
        try {
            send(response, HttpServletResponse.SC_OK, answer(JSON.readTree(body)));
        } catch (JsonProcessingException noJson) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "send a JSON object");
        } catch (IllegalArgumentException wrong) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (RequestException full) {
            refuse(response, HttpServletResponse.SC_GATEWAY_TIMEOUT, String.valueOf(full.getMessage()));
        }
    }

    private ObjectNode answer(JsonNode request) {
        if (!request.path("code").isTextual()) {
            throw new IllegalArgumentException("\"code\" must be a text");
        }
        Optional<String> notHere = notHere(request);
        if (notHere.isPresent()) {
            return sandboxError(notHere.get());
        }
        try {
            return finished(sessions.singleRequests()
                    .runProgram(request.path("code").textValue(), stdin(request), limits(request), new Cancellation()));
        } catch (SandboxException failed) {
            return sandboxError(String.valueOf(failed.getMessage()));
        }
    }

    /// Why a request cannot be served, however well it is formed.
    private static Optional<String> notHere(JsonNode request) {
        String language = request.path("language").asText("python");
        if (!LANGUAGES.contains(language)) {
            return Optional.of(language + " is not run here: Python alone");
        }
        if (!request.path("files").isEmpty() || !request.path("fetch_files").isEmpty()) {
            return Optional.of("there are no files here: send what the program reads as stdin");
        }
        return Optional.empty();
    }

    private static String stdin(JsonNode request) {
        JsonNode stdin = request.path("stdin");
        if (!stdin.isMissingNode() && !stdin.isNull() && !stdin.isTextual()) {
            throw new IllegalArgumentException("\"stdin\" must be a text");
        }
        return stdin.asText("");
    }

    private Limits limits(JsonNode request) {
        JsonNode seconds = request.path("run_timeout");
        if (seconds.isMissingNode() || seconds.isNull()) {
            return limits;
        }
        if (!seconds.isNumber() || !(seconds.asDouble() > 0)) {
            throw new IllegalArgumentException("\"run_timeout\" must be a number of seconds above 0");
        }
        long millis = Math.max(1, Math.round(Math.min(seconds.asDouble() * 1_000, (double) LONGEST.toMillis())));
        return limits.withDeadline(Duration.ofMillis(millis));
    }

    private static ObjectNode finished(Execution execution) {
        return switch (execution) {
            case Execution.Completed _ -> answer("Success", ran("Finished", 0, execution, ""));
            case Execution.Raised(PythonError error, var _, var _) -> {
                int code = exitCode(error);
                String said = code != 1 || isExit(error) ? exitWords(error) : error.traceback();
                yield answer(code == 0 ? "Success" : "Failed", ran("Finished", code, execution, said));
            }
            case LimitHit hit
            when hit.limit() == Execution.Limit.TIME -> answer("Failed", ran("TimeLimitExceeded", null, execution, ""));
            case LimitHit hit -> answer("Failed", ran("Finished", KILLED, execution, hit.detail()));
            case Execution.Cancelled _ -> sandboxError("it was cancelled");
        };
    }

    private static boolean isExit(PythonError error) {
        return error.type().equals("SystemExit");
    }

    /// As a process of Python's would have it.
    private static int exitCode(PythonError error) {
        if (!isExit(error)) {
            return 1;
        }
        try {
            return Integer.parseInt(error.message());
        } catch (NumberFormatException words) {
            return error.message().isEmpty() ? 0 : 1;
        }
    }

    /// `sys.exit("words")` prints them.
    private static String exitWords(PythonError error) {
        return error.message().matches("-?\\d{1,10}") ? "" : error.message();
    }

    private static ObjectNode ran(String status, @Nullable Integer code, Execution execution, String said) {
        String stderr = execution.output().stderr();
        String line = said.isEmpty() || said.endsWith("\n") ? said : said + "\n";
        return JSON.createObjectNode()
                .put("status", status)
                .put("execution_time", execution.elapsed().toNanos() / 1e9)
                .put("return_code", code)
                .put("stdout", execution.output().stdout())
                .put("stderr", stderr + line);
    }

    private static ObjectNode sandboxError(String message) {
        return answer("SandboxError", null).put("message", message);
    }

    private static ObjectNode answer(String status, @Nullable ObjectNode ran) {
        ObjectNode answer =
                JSON.createObjectNode().put("status", status).put("message", "").putNull("compile_result");
        answer.set("run_result", ran);
        answer.putNull("executor_pod_name").putObject("files");
        return answer;
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        send(response, status, JSON.createObjectNode().put("detail", why));
    }

    private static void send(HttpServletResponse response, int status, ObjectNode answer) throws IOException {
        response.setStatus(status);
        response.setContentType(Page.JSON);
        response.getOutputStream().write(JSON.writeValueAsBytes(answer));
    }
}
