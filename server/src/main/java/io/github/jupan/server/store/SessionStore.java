package io.github.jupan.server.store;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where sessions are kept: rows and documents, whose meaning a store need not know. Several stores may be open
/// on the same place, each a holder of its own; a session is written to by the one that holds it. Each method
/// does all of its work or nothing of it, and what it did is kept when it returns, whatever becomes of the
/// process. Safe for use by many threads; [#append] has one thread of its own, which those that read never wait
/// for.
///
/// Every method throws a [StoreException] when the place cannot be used.
public interface SessionStore extends AutoCloseable {

    /// A session that is new, held by this store.
    ///
    /// @param model its name in full
    /// @param options how it was set up
    /// @throws RequestException when there is one of this id
    Hold create(String id, String model, String options, Instant now);

    /// The session of this id.
    Optional<KeptSession> find(String id);

    /// All sessions, the last used first, but for those in which nothing ever happened and which nobody holds.
    List<SessionSummary> list();

    /// From now on this store may write to the session, and no other; holds that there were before are void. It
    /// may wait some seconds for a holder to die or to let go.
    ///
    /// @throws RequestException when another holds it and is alive, or there is none of this id
    Hold hold(String id);

    /// Gives a session another title, whoever holds it.
    ///
    /// @return false when there is none of this id
    boolean rename(String id, String title);

    /// Others may hold the session. Does nothing when the hold is void.
    void release(Hold hold);

    /// Writes what happened.
    ///
    /// @return the holds that are void, of which nothing was written
    Set<Hold> append(List<Batch> batches);

    /// All that happened in a session, in order; empty when there is none of this id.
    List<Row> rows(String id);

    /// The events among them.
    ///
    /// @param from leaves out that many
    /// @param count how many at most
    History events(String id, long from, int count);

    /// A document that a row of some session names.
    ///
    /// @throws java.util.NoSuchElementException when none does
    Document document(String hash);

    /// Forgets the session, and the documents that no other has. Does nothing when the hold is void.
    void remove(Hold hold);

    /// Forgets sessions that nobody alive holds: those whose ids begin like this, and those in which nothing ever
    /// happened.
    ///
    /// @param emptySince spares those used later
    void sweep(String beginning, Instant emptySince);

    /// Has somebody told of each session of this store's that another wants to hold; it may be released then,
    /// or not.
    default void onWanted(Consumer<String> session) {}

    /// Lets go of all sessions. Closing twice does nothing.
    @Override
    void close();
}
