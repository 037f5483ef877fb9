package io.github.jupan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// What lasts from prompt to prompt: the model, the mode, the documents, the conversation and its journal. The
/// conversation is opened in the background, so that the prompt need not wait for it.
final class ReplSession implements AutoCloseable {

    private final Function<String, Chat> opener;
    private final List<ObjectNode> journal = new ArrayList<>();
    private String model;
    private Mode mode;
    private Documents documents;
    private CompletableFuture<Chat> chat;

    /// @param opener from a model's name to a conversation with it
    ReplSession(Function<String, Chat> opener, String model, Mode mode, Documents documents) {
        this.opener = opener;
        this.model = model;
        this.mode = mode;
        this.documents = documents;
        this.chat = open(model);
    }

    private CompletableFuture<Chat> open(String name) {
        return CompletableFuture.supplyAsync(
                () -> opener.apply(name), task -> Thread.ofVirtual().start(task));
    }

    String model() {
        return model;
    }

    Mode mode() {
        return mode;
    }

    void mode(Mode next) {
        mode = next;
    }

    Documents documents() {
        return documents;
    }

    Outcome ask(String text, AgentListener listener) {
        Chat open = chat();
        return open.ask(new Question(text, unknownTo(open), Optional.of(mode)), recorded(listener));
    }

    void run(String code, AgentListener listener) {
        Chat open = chat();
        open.conversation().attach(unknownTo(open));
        open.conversation().run(code, recorded(listener));
    }

    /// The documents that this conversation has not got yet.
    private Map<String, String> unknownTo(Chat open) {
        Map<String, String> added = new LinkedHashMap<>(documents.texts());
        added.keySet().removeAll(open.conversation().documents().keySet());
        return added;
    }

    /// Waits for the conversation; one that could not be opened is tried again the next time.
    private Chat chat() {
        try {
            return chat.join();
        } catch (CompletionException failure) {
            chat = open(model);
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private AgentListener recorded(AgentListener listener) {
        return (AgentEvent event) -> {
            journal.add(EventJson.of(event));
            listener.onEvent(event);
        };
    }

    /// Stops what is going on, if anything is.
    void cancel() {
        if (chat.isDone() && !chat.isCompletedExceptionally()) {
            chat.join().conversation().cancel();
        }
    }

    /// Begins anew with another model. Documents stay attached.
    void model(String name) {
        Chat next = opener.apply(name);
        closeChat();
        model = name;
        chat = CompletableFuture.completedFuture(next);
        journal.clear();
    }

    void reset(Documents none) {
        closeChat();
        documents = none;
        journal.clear();
        chat = open(model);
    }

    /// Writes the journal, a line an event.
    int save(String file) {
        try {
            Files.write(
                    Path.of(file), journal.stream().map(ObjectNode::toString).toList(), StandardOpenOption.CREATE_NEW);
            return journal.size();
        } catch (FileAlreadyExistsException taken) {
            throw new UsageException(file + " exists already; name another file");
        } catch (NoSuchFileException missing) {
            throw new UsageException("cannot write " + file + ": there is no such folder");
        } catch (IOException | InvalidPathException failure) {
            throw new UsageException("cannot write " + file + ": " + failure.getMessage());
        }
    }

    private void closeChat() {
        CompletableFuture<Void> _ = chat.thenAccept(Chat::close);
    }

    @Override
    public void close() {
        closeChat();
    }
}
