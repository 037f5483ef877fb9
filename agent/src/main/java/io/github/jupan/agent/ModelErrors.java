package io.github.jupan.agent;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.jupan.agent.ModelException.Retry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says in one line what a provider's exception means for whoever asked.
final class ModelErrors {

    private static final int LONGEST_DETAIL = 300;
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:: |$)");
    private static final Pattern TOOLS = Pattern.compile("\\b(tools?|functions?)\\b|tool_|tool-");

    private ModelErrors() {}

    static ModelException of(Throwable error) {
        if (error instanceof ModelException known) {
            return known;
        }
        for (Throwable cause : causes(error)) {
            ModelException found = known(cause, error);
            if (found != null) {
                return found;
            }
        }
        boolean ownMistake = error instanceof IllegalArgumentException || error instanceof Error;
        return failure("The model failed: " + detail(error), ownMistake ? Retry.WILL_NOT_HELP : Retry.MAY_HELP, error);
    }

    private static @Nullable ModelException known(Throwable cause, Throwable error) {
        return switch (cause) {
            case AuthenticationException e ->
                failure("The provider refused the API key; check it. " + detail(e), Retry.WILL_NOT_HELP, error);
            case RateLimitException e ->
                failure(
                        "The provider limits requests or the quota is used up; wait, then ask again. " + detail(e),
                        Retry.MAY_HELP,
                        error);
            case ModelNotFoundException e ->
                failure("The provider has no such model; check its name. " + detail(e), Retry.WILL_NOT_HELP, error);
            case ContentFilteredException e ->
                failure(
                        "The provider's content filter refused this question; word it differently. " + detail(e),
                        Retry.WILL_NOT_HELP,
                        error);
            case InvalidRequestException e ->
                failure("The provider refused the request: " + detail(e), Retry.WILL_NOT_HELP, error);
            case UnsupportedFeatureException e ->
                failure("The model cannot do what was asked of it: " + detail(e), Retry.WILL_NOT_HELP, error);
            case TimeoutException e -> tooSlow(error);
            case HttpConnectTimeoutException e -> unreachable(error);
            case HttpTimeoutException e -> tooSlow(error);
            case InternalServerException e ->
                failure("The provider failed; ask again later. " + detail(e), Retry.MAY_HELP, error);
            case UnresolvedModelServerException e -> unreachable(error);
            case ConnectException e -> unreachable(error);
            case UnknownHostException e -> unreachable(error);
            case UnresolvedAddressException e -> unreachable(error);
            case HttpException e -> http(e, error);
            case RetriableException e -> failure("The provider failed; ask again. " + detail(e), Retry.MAY_HELP, error);
            case IOException e ->
                failure("The connection to the model broke off; ask again. " + detail(e), Retry.MAY_HELP, error);
            default -> null;
        };
    }

    private static ModelException http(HttpException e, Throwable error) {
        String status = "(HTTP " + e.statusCode() + ") " + detail(e);
        return switch (e.statusCode()) {
            case 401, 403 ->
                failure("The provider refused the API key; check it. " + status, Retry.WILL_NOT_HELP, error);
            case 404 ->
                failure("The provider has no such model or address; check both. " + status, Retry.WILL_NOT_HELP, error);
            case 408 -> tooSlow(error);
            case 429 -> failure("The provider limits requests; wait, then ask again. " + status, Retry.MAY_HELP, error);
            default ->
                e.statusCode() >= 500
                        ? failure("The provider failed; ask again later. " + status, Retry.MAY_HELP, error)
                        : failure("The provider refused the request: " + status, Retry.WILL_NOT_HELP, error);
        };
    }

    private static ModelException tooSlow(Throwable error) {
        return failure("The model did not answer in time; ask again.", Retry.MAY_HELP, error);
    }

    /// A provider that says nothing any more.
    static ModelException silent(Duration silence) {
        return new ModelException(
                "The model sent nothing for " + silence.toMillis() / 1_000.0 + " s; ask again.", Retry.MAY_HELP, null);
    }

    private static ModelException unreachable(Throwable error) {
        return failure(
                "The model's server cannot be reached; check the network, its address, and that it runs.",
                Retry.MAY_HELP,
                error);
    }

    private static ModelException failure(String message, Retry retry, Throwable error) {
        return new ModelException(message.strip(), retry, error);
    }

    /// Whether a provider refused to take tools, so that the text dialect may help.
    static boolean refusesTools(Throwable error) {
        for (Throwable cause : causes(error)) {
            boolean refused = cause instanceof UnsupportedFeatureException
                    || cause instanceof InvalidRequestException
                    || (cause instanceof HttpException http && http.statusCode() == 400);
            if (refused
                    && TOOLS.matcher(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                            .find()) {
                return true;
            }
        }
        return false;
    }

    static List<Throwable> causes(Throwable error) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = error; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /// The provider's own words, on one line; out of its JSON body where there is one.
    private static String detail(Throwable error) {
        String message = error.getMessage() == null
                ? ""
                : CLASS_NAME.matcher(error.getMessage()).replaceFirst("");
        if (message.isBlank()) {
            return error.getCause() == null ? error.getClass().getSimpleName() : detail(error.getCause());
        }
        var inBody = MESSAGE.matcher(message);
        String words = (inBody.find() ? inBody.group(1).replace("\\\"", "\"").replace("\\n", " ") : message)
                .strip()
                .replaceAll("\\s+", " ");
        return words.length() <= LONGEST_DETAIL ? words : words.substring(0, LONGEST_DETAIL) + "…";
    }
}
