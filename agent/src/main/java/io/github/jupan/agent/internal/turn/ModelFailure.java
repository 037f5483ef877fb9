package io.github.jupan.agent.internal.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.ModelException.Kind;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an exception of a provider's client means: for the loop, which acts on it, and for people.
///
/// @param line one line that says what to do, with the provider's own words
/// @param error what the client threw
public record ModelFailure(
        Meaning meaning, String line, @Nullable Throwable error) {

    /// What the loop may do about it.
    public sealed interface Meaning {

        /// No tools are taken, whichever: the same request without them may do.
        record ToolsRefused() implements Meaning {}

        /// The request is too long: a shorter one may do.
        ///
        /// @param limitTokens the most tokens that a request may have, where the provider says so
        /// @param sentTokens how many it counted
        record ContextExceeded(OptionalLong limitTokens, OptionalLong sentTokens) implements Meaning {}

        /// The model's reasoning is wanted back with the messages that it belongs to.
        record ReasoningMissing() implements Meaning {}

        /// Passes by itself: the same request may do a moment later.
        ///
        /// @param after how long the provider wants to be left alone, where it says so
        record Passing(Optional<Duration> after) implements Meaning {}

        /// Nothing helps but what the line says.
        ///
        /// @param retry whether the question may succeed later
        record Final(Retry retry) implements Meaning {}
    }

    /// A count below this is of what a provider had not cached, and no context that anyone would load.
    private static final int LEAST_CONTEXT = 1_024;

    public static ModelFailure of(Throwable error) {
        if (error instanceof ModelException known) {
            return new ModelFailure(new Meaning.Final(known.retry()), String.valueOf(known.getMessage()), error);
        }
        List<Throwable> causes = causes(error);
        return new Reading(error, causes, status(causes), ProviderWords.of(causes)).failure();
    }

    /// A turn that ended before its first word because the request had filled the context. Ollama ends so, which cuts
    /// a longer request from the front without a word.
    public static Optional<ModelFailure> overflow(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        Integer output = usage == null ? null : usage.outputTokenCount();
        Integer input = usage == null ? null : usage.inputTokenCount();
        boolean silent = isBlank(response.aiMessage().text())
                && isBlank(response.aiMessage().thinking())
                && !response.aiMessage().hasToolExecutionRequests()
                && (output == null || output <= 1);
        if (response.finishReason() != FinishReason.LENGTH || !silent || input == null) {
            return Optional.empty();
        }
        OptionalLong limit = input < LEAST_CONTEXT ? OptionalLong.empty() : OptionalLong.of(input);
        return Optional.of(tooLong(new Meaning.ContextExceeded(limit, OptionalLong.empty()), limit, "", null));
    }

    /// A provider that says nothing any more.
    public static ModelFailure silent(Duration silence) {
        return new ModelFailure(
                new Meaning.Final(Retry.MAY_HELP),
                "The model sent nothing for " + silence.toMillis() / 1_000.0 + " s; ask again.",
                null);
    }

    public ModelException exception() {
        if (error instanceof ModelException known) {
            return known;
        }
        Retry retry = switch (meaning) {
            case Meaning.ToolsRefused _, Meaning.ContextExceeded _, Meaning.ReasoningMissing _ -> Retry.WILL_NOT_HELP;
            case Meaning.Passing _ -> Retry.MAY_HELP;
            case Meaning.Final known -> known.retry();
        };
        Optional<Duration> after = meaning instanceof Meaning.Passing passing ? passing.after() : Optional.empty();
        return new ModelException(line, retry, kind(), after.orElse(null), error);
    }

    private Kind kind() {
        if (meaning instanceof Meaning.ContextExceeded) {
            return Kind.CONTEXT_EXCEEDED;
        }
        if (error == null) {
            return Kind.FAILED;
        }
        List<Throwable> causes = causes(error);
        return causes.stream()
                .map(ModelFailure::kind)
                .filter(kind -> kind != Kind.FAILED)
                .findFirst()
                .orElse(Wording.RATE_LIMITED.isIn(ProviderWords.of(causes).all()) ? Kind.LIMITED : Kind.FAILED);
    }

    private static Kind kind(Throwable cause) {
        return switch (cause) {
            case RateLimitException _ -> Kind.LIMITED;
            case ModelNotFoundException _ -> Kind.NO_SUCH_MODEL;
            case ContentFilteredException _ -> Kind.FILTERED;
            case InvalidRequestException _, UnsupportedFeatureException _ -> Kind.REFUSED;
            case HttpException http ->
                switch (http.statusCode()) {
                    case 402, 429 -> Kind.LIMITED;
                    case 404 -> Kind.NO_SUCH_MODEL;
                    case 400, 413, 415, 422 -> Kind.REFUSED;
                    default -> Kind.FAILED;
                };
            default -> Kind.FAILED;
        };
    }

    private static ModelFailure tooLong(
            Meaning.ContextExceeded meaning, OptionalLong context, String words, @Nullable Throwable error) {
        String size = context.isPresent() ? " of " + context.getAsLong() + " tokens" : "";
        String line = "The question does not fit into the model's context" + size
                + "; shorten it, attach long texts as documents, or give the model a larger context. " + words;
        return new ModelFailure(meaning, line.strip(), error);
    }

    private static List<Throwable> causes(Throwable error) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = error; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static OptionalInt status(List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof HttpException http) {
                return OptionalInt.of(http.statusCode());
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /// One exception on its way to its meaning: by its words, then by its status, then by its type.
    private record Reading(Throwable error, List<Throwable> causes, OptionalInt status, ProviderWords said) {

        private static final Pattern HOST =
                Pattern.compile("(?!null$)(?:[\\w.-]+|\\[[0-9a-fA-F:.]+\\])(?::\\d+)?(?=$|: )");

        private ModelFailure failure() {
            Optional<ModelFailure> byWords =
                    contextExceeded().or(this::toolsRefused).or(this::reasoningMissing);
            return byWords.or(this::byStatus).or(this::byType).orElseGet(this::unknown);
        }

        private Optional<ModelFailure> contextExceeded() {
            boolean limited = is(429) || causes.stream().anyMatch(RateLimitException.class::isInstance);
            Wording wording = limited ? Wording.MORE_THAN_A_MINUTE : Wording.CONTEXT_EXCEEDED;
            Optional<Wording.Found> found = is(401, 403) ? Optional.empty() : wording.in(said.all());
            if (found.isEmpty() && is(413)) {
                found = Optional.of(
                        new Wording.Found(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
            }
            return found.map(this::contextExceeded);
        }

        private ModelFailure contextExceeded(Wording.Found found) {
            OptionalLong limit = found.limit();
            long output = found.output().orElse(0);
            if (limit.isPresent() && output > 0) {
                long left = limit.getAsLong() - output;
                if (left <= 0 || found.sent().orElse(Long.MAX_VALUE) < limit.getAsLong() / 4) {
                    return settled(
                            "The model's context of " + limit.getAsLong() + " tokens has no room for answers of "
                                    + output + "; allow fewer tokens for an answer.",
                            Retry.WILL_NOT_HELP);
                }
                limit = OptionalLong.of(left);
            }
            return tooLong(new Meaning.ContextExceeded(limit, found.sent()), found.limit(), words(), error);
        }

        private Optional<ModelFailure> toolsRefused() {
            boolean mayBe = status.isEmpty() || is(400, 404, 405, 422, 500, 501);
            boolean other = causes.stream()
                    .anyMatch(cause -> cause instanceof AuthenticationException || cause instanceof RateLimitException);
            return mayBe
                            && !other
                            && Wording.TOOLS_REFUSED.isIn(said.all())
                            && !Wording.ONE_TOOL_REFUSED.isIn(said.all())
                    ? Optional.of(new ModelFailure(
                            new Meaning.ToolsRefused(),
                            "The provider takes no tools with this model; choose another model. "
                                    .concat(words())
                                    .strip(),
                            error))
                    : Optional.empty();
        }

        private Optional<ModelFailure> reasoningMissing() {
            return (status.isEmpty() || is(400, 422)) && Wording.REASONING_MISSING.isIn(said.all())
                    ? Optional.of(new ModelFailure(
                            new Meaning.ReasoningMissing(),
                            "The provider wants the model's reasoning back, which is not at hand; ask in a new"
                                    + " conversation, or turn reasoning off. "
                                            .concat(words())
                                            .strip(),
                            error))
                    : Optional.empty();
        }

        private Optional<ModelFailure> byStatus() {
            return status.isEmpty() || filtered() ? Optional.empty() : Optional.of(byStatus(status.getAsInt()));
        }

        private ModelFailure byStatus(int code) {
            if (Wording.QUOTA_USED_UP.isIn(said.all())) {
                return quotaUsedUp();
            }
            return switch (code) {
                case 300, 301, 302, 303, 307, 308 ->
                    settled(
                            "The provider's address leads elsewhere; give the address that it leads to as --base-url.",
                            Retry.WILL_NOT_HELP);
                case 401, 403 -> keyRefused();
                case 402 -> quotaUsedUp();
                case 404 -> noSuchModel();
                case 408 -> passing("The model did not answer in time; ask again.");
                case 429 -> limited();
                case 501 -> settled("The provider cannot do this:", Retry.WILL_NOT_HELP);
                default -> code >= 500 ? failed() : settled("The provider refused the request:", Retry.WILL_NOT_HELP);
            };
        }

        private boolean filtered() {
            return causes.stream().anyMatch(ContentFilteredException.class::isInstance);
        }

        private Optional<ModelFailure> byType() {
            return causes.stream().map(this::byType).flatMap(Optional::stream).findFirst();
        }

        private Optional<ModelFailure> byType(Throwable cause) {
            return Optional.ofNullable(
                    switch (cause) {
                        case ContentFilteredException _ ->
                            settled(
                                    "The provider's content filter refused this question; word it differently.",
                                    Retry.WILL_NOT_HELP);
                        case AuthenticationException _ -> keyRefused();
                        case RateLimitException _ -> Wording.QUOTA_USED_UP.isIn(said.all()) ? quotaUsedUp() : limited();
                        case ModelNotFoundException _ -> noSuchModel();
                        case InvalidRequestException _ ->
                            settled("The provider refused the request:", Retry.WILL_NOT_HELP);
                        case UnsupportedFeatureException _ ->
                            settled("The model cannot do what was asked of it:", Retry.WILL_NOT_HELP);
                        case HttpConnectTimeoutException _ -> unreachable();
                        case HttpTimeoutException _ -> tooSlow();
                        case TimeoutException e -> e.getCause() == null ? tooSlow() : null;
                        case InternalServerException _ -> failed();
                        case UnresolvedModelServerException _ -> unreachable();
                        case ConnectException _ -> unreachable();
                        case UnknownHostException _ -> unreachable();
                        case UnresolvedAddressException _ -> unreachable();
                        case RetriableException _ -> passing("The provider failed; ask again.");
                        case JsonProcessingException _ -> unreadable();
                        case IOException _ -> passing("The connection to the model broke off; ask again.");
                        default -> null;
                    });
        }

        /// A stream says in words what a response says by its status.
        private ModelFailure unknown() {
            if (Wording.QUOTA_USED_UP.isIn(said.all())) {
                return quotaUsedUp();
            }
            if (Wording.RATE_LIMITED.isIn(said.all())) {
                return limited();
            }
            if (Wording.OVERLOADED.isIn(said.all())) {
                return failed();
            }
            if (said.words().isEmpty()) {
                return unreadable();
            }
            boolean ownMistake = error instanceof IllegalArgumentException || error instanceof Error;
            return settled("The model failed:", ownMistake ? Retry.WILL_NOT_HELP : Retry.MAY_HELP);
        }

        private ModelFailure limited() {
            return passing(
                    said.after().isPresent()
                            ? "The provider limits requests; try again in "
                                    + inWords(said.after().get()) + "."
                            : "The provider limits requests or the quota is used up; wait, then ask again.");
        }

        private ModelFailure failed() {
            return passing(
                    said.after().isPresent()
                            ? "The provider failed; try again in "
                                    + inWords(said.after().get()) + "."
                            : "The provider failed; ask again later.");
        }

        private ModelFailure quotaUsedUp() {
            return settled("The provider's quota or credit is used up; check your plan there.", Retry.MAY_HELP);
        }

        private ModelFailure keyRefused() {
            return settled("The provider refused the API key; check it.", Retry.WILL_NOT_HELP);
        }

        private ModelFailure noSuchModel() {
            return settled("The provider has no such model or address; check both.", Retry.WILL_NOT_HELP);
        }

        private ModelFailure unreadable() {
            return settled(
                    "The provider sent something that cannot be read; check the model's name and its address.",
                    Retry.MAY_HELP);
        }

        /// A client that has waited for its whole time-out has waited enough.
        private ModelFailure tooSlow() {
            return new ModelFailure(
                    new Meaning.Final(Retry.MAY_HELP), "The model did not answer in time; ask again.", error);
        }

        private ModelFailure unreachable() {
            return new ModelFailure(
                    new Meaning.Final(Retry.MAY_HELP),
                    "The model's server" + host().map(" "::concat).orElse("")
                            + " cannot be reached; check the network or the proxy, its address, and that it runs.",
                    error);
        }

        /// The server's host, and its port where one was given, which exceptions of this kind have for a message or
        /// begin theirs with.
        private Optional<String> host() {
            return causes.stream()
                    .filter(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException)
                    .map(cause -> HOST.matcher(String.valueOf(cause.getMessage())))
                    .filter(Matcher::lookingAt)
                    .map(Matcher::group)
                    .findFirst();
        }

        private ModelFailure passing(String toDo) {
            return new ModelFailure(new Meaning.Passing(said.after()), line(toDo), error);
        }

        private ModelFailure settled(String toDo, Retry retry) {
            return new ModelFailure(new Meaning.Final(retry), line(toDo), error);
        }

        private String line(String toDo) {
            String line = (toDo + " " + words()).strip();
            return line.endsWith(":") ? line.substring(0, line.length() - 1) + "." : line;
        }

        private String words() {
            String where = status.isPresent() ? "(HTTP " + status.getAsInt() + ") " : "";
            return (where + said.words()).strip();
        }

        private boolean is(int... statuses) {
            for (int each : statuses) {
                if (status.isPresent() && status.getAsInt() == each) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String inWords(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        if (seconds <= 120) {
            return seconds + " s";
        }
        return seconds <= 7_200 ? (seconds + 59) / 60 + " min" : (seconds + 3_599) / 3_600 + " h";
    }
}
