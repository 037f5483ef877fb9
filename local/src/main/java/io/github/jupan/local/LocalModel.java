package io.github.jupan.local;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.local.internal.ChatRequests;
import io.github.jupan.local.internal.ReceivedAnswer;
import io.github.jupan.local.internal.WeightsFile;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Load;
import io.github.jupan.local.internal.process.ModelProcesses;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A language model in a GGUF file on this machine, run by llama.cpp. Any thread may ask it.
///
/// It runs in a process of its own, so that a fault in native code ends one answer and not this JVM. The
/// process is started by the first question and kept for the next ones, which find the beginning of their
/// prompt in its cache; all models of this JVM that are opened on the same file in the same way share it. It
/// ends when it has rested for [LocalOptions#idle], and with this JVM however that ends.
///
/// It takes text and gives text: a request with tools fails with [UnsupportedFeatureException]. A JSON schema
/// is kept to. A prompt that is longer than the window fails with
/// [dev.langchain4j.exception.InvalidRequestException], a process that ended or a file that cannot be loaded
/// with [LocalModelException].
public final class LocalModel implements StreamingChatModel, AutoCloseable {

    private static final int USUAL_CONTEXT_TOKENS = 8_192;

    private final String name;
    private final LocalOptions options;
    private final Load load;
    private final ChatRequestParameters defaults;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalModel(String name, LocalOptions options, Load load) {
        this.name = name;
        this.options = options;
        this.load = load;
        defaults = defaults(name, options);
        ModelProcesses.SHARED.hold(load);
    }

    /// Looks at the file's head; the model is loaded when it is first asked.
    ///
    /// @throws LocalModelException when the file, or the adapter's, is none that can be loaded, as far as that
    ///     shows
    public static LocalModel open(Path gguf, LocalOptions options) {
        WeightsFile weights = WeightsFile.open(gguf);
        Optional<WeightsFile> adapter = options.adapter().map(weights::adapter);
        int trained = weights.head().trainedContext().orElse(Integer.MAX_VALUE);
        int context = options.contextTokens().orElse(Math.min(trained, USUAL_CONTEXT_TOKENS));
        Load load = new Load(
                weights.path().toString(),
                weights.fingerprint() + adapter.map(each -> " " + each.fingerprint()).orElse(""),
                context,
                options.questionsAtOnce(),
                options.threads().orElseGet(Runtime.getRuntime()::availableProcessors),
                adapter.map(each -> each.path().toString()).orElse(null),
                weights.chatTemplate().orElse(null));
        return new LocalModel(String.valueOf(gguf.getFileName()), options, load);
    }

    private static ChatRequestParameters defaults(String name, LocalOptions options) {
        DefaultChatRequestParameters.Builder<?> defaults =
                ChatRequestParameters.builder().modelName(name).stopSequences(options.stopSequences());
        options.temperature().ifPresent(defaults::temperature);
        options.topP().ifPresent(defaults::topP);
        options.topK().ifPresent(defaults::topK);
        options.maxOutputTokens().ifPresent(defaults::maxOutputTokens);
        return defaults.build();
    }

    /// The file's name.
    public String name() {
        return name;
    }

    /// The window of each question, its answer included.
    public int contextTokens() {
        return load.contextTokens();
    }

    /// What the model's process has in memory, weights included; empty while there is none, or where it cannot
    /// be told.
    public OptionalLong residentBytes() {
        return ModelProcesses.SHARED.residentBytes(load);
    }

    /// What the processes of all models on this machine that this user may see have in memory, weights included, by
    /// process id: those of other JVMs, too.
    public static Map<Long, Long> residentBytesOfAll() {
        return ModelProcesses.residentBytes();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return defaults;
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    /// Returns at once; the answer comes by a thread of its own. The handler's
    /// [StreamingChatResponseHandler#onUnmappedRawEvent] first gets a
    /// [dev.langchain4j.model.chat.response.StreamingHandle], which cancels the answer while its prompt is
    /// still read.
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        if (closed.get()) {
            throw new IllegalStateException("the model is closed");
        }
        Ask ask = ChatRequests.ask(request, options.seed());
        ReceivedAnswer answer = new ReceivedAnswer(name, handler);
        answer.begin(ModelProcesses.SHARED.ask(load, options.idle(), ask, answer));
    }

    /// Ends the model's process unless another model in this JVM shares it.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ModelProcesses.SHARED.release(load);
        }
    }
}
