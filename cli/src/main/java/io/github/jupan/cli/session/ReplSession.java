package io.github.jupan.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.ModelSource.Price;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What lasts from prompt to prompt: the model, the mode, the documents and the session, which is kept with all
/// others. It is opened in the background, so that the prompt need not wait for it.
final class ReplSession implements AutoCloseable {

    private final Supplier<OpenSessions> opener;
    private final ConfiguredModels models;
    private SessionOptions options;
    private Documents documents;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private CompletableFuture<OpenSessions> sessions;
    private CompletableFuture<Session> session;
    private boolean noted;

    /// @param models those that the sessions have
    /// @param options with a model's name
    ReplSession(Supplier<OpenSessions> opener, ConfiguredModels models, SessionOptions options, Documents documents) {
        this.opener = opener;
        this.models = models;
        this.options = options;
        this.documents = documents;
        this.sessions = inBackground();
        this.session = opened();
    }

    private CompletableFuture<OpenSessions> inBackground() {
        return CompletableFuture.supplyAsync(
                opener, task -> Thread.ofVirtual().name("jupan-open").start(task));
    }

    private CompletableFuture<Session> opened() {
        SessionOptions wished = options;
        return sessions.thenApply(open -> {
            Session opened = open.sessions().open(wished);
            begun.add(opened.id());
            opened.prepare();
            return opened;
        });
    }

    String model() {
        return options.model().orElseThrow();
    }

    /// What the model's tokens cost, where the user said so.
    Optional<Price> price() {
        return models.price(model());
    }

    Mode mode() {
        return options.mode();
    }

    void mode(Mode next) {
        options = options.withMode(next);
    }

    Documents documents() {
        return documents;
    }

    /// The texts by name, those that the session has from before too.
    Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>(session().documents());
        all.putAll(documents.texts());
        return all;
    }

    Outcome ask(String text, Approval approval, AgentListener listener) {
        Session open = session();
        Question question = new Question(text, unknownTo(open), Optional.of(options.mode()));
        return open.ask(question.withApproval(approval), listener);
    }

    /// Added to the prompt.
    Optional<String> system() {
        return options.settings().system();
    }

    /// Begins anew with another text in the prompt. Documents stay attached.
    void system(String text) {
        options = new SessionOptions(
                options.model(),
                options.mode(),
                options.limits(),
                options.settings().withSystem(Optional.of(text)));
        again();
    }

    /// Begins anew with these lessons beside each question.
    void lessons(LessonBook book) {
        models.lessons(book);
        again();
    }

    private void again() {
        leave();
        session = opened();
    }

    /// Takes a document away again that no question has had.
    void remove(String name) {
        if (session().documents().containsKey(name)) {
            throw new UsageException(name + " is part of the conversation; /reset forgets it with all else");
        }
        if (!documents.remove(name)) {
            throw new UsageException("there is no document " + name + "; /documents lists them");
        }
    }

    void run(String code, AgentListener listener) {
        Session open = session();
        Map<String, String> added = unknownTo(open);
        if (!added.isEmpty()) {
            open.bind(added);
        }
        open.run(code, listener, new Cancellation());
    }

    /// The documents that this session has not got yet.
    private Map<String, String> unknownTo(Session open) {
        Map<String, String> added = new LinkedHashMap<>(documents.texts());
        added.keySet().removeAll(open.documents().keySet());
        return added;
    }

    /// Waits for the session; one that could not be opened is tried again the next time.
    private Session session() {
        try {
            return session.join();
        } catch (CompletionException failure) {
            if (sessions.isCompletedExceptionally()) {
                sessions = inBackground();
            }
            session = opened();
            throw cause(failure);
        }
    }

    private OpenSessions sessions() {
        try {
            return sessions.join();
        } catch (CompletionException failure) {
            throw cause(failure);
        }
    }

    private static RuntimeException cause(CompletionException failure) {
        return failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }

    /// Stops what is going on, if anything is.
    void cancel() {
        if (session.isDone() && !session.isCompletedExceptionally()) {
            session.join().cancel();
        }
    }

    /// Begins anew with another model. Documents stay attached.
    ///
    /// @return what the user should know of it
    Optional<String> model(ModelRequest request) {
        Optional<String> note = request.baseUrl().flatMap(url -> models.place(request.name(), url));
        Session next = sessions().sessions().open(options.withModel(request.name()));
        begun.add(next.id());
        change(next);
        return note;
    }

    /// Python begins anew in the same session.
    void restart() {
        Session open = session();
        open.reset();
        open.prepare();
    }

    void reset(Documents none) {
        leave();
        documents = none;
        session = opened();
    }

    /// Why nothing is kept, if nothing is; said once.
    Optional<String> note() {
        boolean again = noted;
        noted = true;
        return again ? Optional.empty() : sessions().note();
    }

    SessionList list() {
        return new SessionList(sessions().sessions().list());
    }

    /// Goes on with another session, which has its own documents.
    ///
    /// @param id its beginning
    void resume(String id) {
        Session other = sessions().sessions().find(list().id(id));
        if (session.isCompletedExceptionally() || other != session.join()) {
            change(other);
        }
    }

    /// The same for a session that is named on the command line: what is given there for the model is for its model.
    ///
    /// @param id its beginning
    void resumeAsGiven(String id) {
        String whole = list().id(id);
        list().sessions().stream()
                .filter(summary -> summary.id().equals(whole))
                .forEach(summary -> models.alsoFor(summary.model()));
        resume(whole);
    }

    /// What was asked last in this session.
    Optional<String> lastQuestion() {
        return session().history().reversed().stream()
                .filter(event -> event.path("type").asText().equals("asked"))
                .findFirst()
                .map(event -> event.path("text").asText());
    }

    /// The last question in this session that came to an end.
    Optional<String> lastEndedQuestion() {
        Optional<String> asked = Optional.empty();
        Optional<String> ended = Optional.empty();
        for (ObjectNode event : session().history()) {
            switch (event.path("type").asText()) {
                case "asked" -> asked = Optional.of(event.path("text").asText());
                case "end" -> ended = asked;
                default -> {
                    // Of the rest nothing ends a question.
                }
            }
        }
        return ended;
    }

    /// What was answered last in this session.
    Optional<String> lastAnswer() {
        return session().history().reversed().stream()
                .filter(event -> event.path("type").asText().equals("end")
                        && event.path("outcome").asText().equals("answered"))
                .findFirst()
                .map(event -> event.path("text").asText().strip());
    }

    /// Goes on from before the last question. The conversation with it is kept under its id.
    ///
    /// @return that id
    String undo() {
        String left = session().id();
        Session next = sessions().sessions().openWithoutLastQuestion(left);
        begun.add(next.id());
        change(next);
        return left;
    }

    private void change(Session next) {
        leave();
        options = options.withModel(next.model());
        session = CompletableFuture.completedFuture(next);
        next.prepare();
    }

    /// Writes the session's events, a line each.
    int save(String file) {
        return JournalFile.write(file, session().history());
    }

    /// Others may have the session now. One that was begun here and in which nothing was asked is forgotten.
    private void leave() {
        CompletableFuture<Void> _ = session.thenAcceptBoth(sessions, (left, open) -> {
            if (begun.contains(left.id()) && left.summary().questions() == 0) {
                open.sessions().close(left.id());
            } else {
                open.sessions().leave(left.id());
            }
        });
    }

    /// Waits for a store that is still being opened, so that nothing is written once this has returned.
    @Override
    public void close() {
        leave();
        try {
            sessions.thenAccept(OpenSessions::close).join();
        } catch (CompletionException notOpened) {
            // Whoever wanted it was told.
        }
    }
}
