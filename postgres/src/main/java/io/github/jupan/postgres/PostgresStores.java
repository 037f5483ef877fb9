package io.github.jupan.postgres;

import io.github.jupan.postgres.internal.PostgresStore;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.StoreProvider;
import java.time.Duration;

/// Sessions at `jdbc:postgresql://HOST/DATABASE`, in the schema `jupan`, which is made if it is not there. User
/// and password stand in the address, or the password in the file that `PGPASSFILE` names, or `~/.pgpass`.
///
/// Several nodes may share a database. Each says every second that it lives; one that was not heard of for
/// [#LEASE] is taken for dead, and its sessions may be held by others. A node that wants a session asks its
/// holder, which lets go of it when nothing goes on there.
public final class PostgresStores implements StoreProvider {

    /// By the database's own clock.
    public static final Duration LEASE = Duration.ofSeconds(5);

    @Override
    public boolean takes(String address) {
        return address.startsWith("jdbc:postgresql:");
    }

    @Override
    public SessionStore open(String address) {
        return PostgresStore.open(address, LEASE);
    }
}
