package io.github.jupan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.ObedientModel;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TinySandbox;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.SessionStoreContract;
import io.github.jupan.server.store.StoreException;
import io.github.jupan.server.store.StoreProvider;
import io.github.jupan.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On a real PostgreSQL, where this machine has one.
@Timeout(600)
class PostgresStoreTest extends SessionStoreContract {

    private static Optional<PostgresServer> server = Optional.empty();

    private @Nullable String address;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void end() {
        server.ifPresent(PostgresServer::close);
    }

    @BeforeEach
    void isThere() {
        assumeThat(server)
                .as("there is no PostgreSQL below /usr/lib/postgresql")
                .isPresent();
    }

    private String address() {
        String known = address;
        if (known == null) {
            known = server.orElseThrow().newDatabase();
            address = known;
        }
        return known;
    }

    @Override
    protected SessionStore open() {
        return StoreProvider.openAt(address());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theSessionOfADeadNodeIsTakenAndWhatTheDeadWriteIsRefused() throws SQLException {
        try (SessionStore first = open();
                SessionStore second = open()) {
            Hold hold = first.create("a", "m", "{}", Instant.now());
            first.append(List.of(batch(hold, row(1))));
            execute("INSERT INTO jupan.node VALUES"
                    + " ('00000000-0000-0000-0000-000000000001', 'dead', clock_timestamp() - interval '6 s')");
            execute("UPDATE jupan.session SET holder = '00000000-0000-0000-0000-000000000001'");
            assertThat(first.append(List.of(batch(hold, row(2))))).containsExactly(hold);
            Hold taken = second.hold("a");
            assertThat(taken.fence()).isGreaterThan(hold.fence());
            second.append(List.of(batch(taken, row(3))));
            assertThat(first.append(List.of(batch(hold, row(4))))).containsExactly(hold);
            assertThat(first.rows("a")).containsExactly(row(1), row(3));
        }
    }

    /// A node that dies while another waits for its session is waited for until its lease ends.
    @Test
    void aNodeThatWasSilentForAWhileIsWaitedFor() throws SQLException {
        try (SessionStore store = open()) {
            store.create("a", "m", "{}", Instant.now());
            execute("INSERT INTO jupan.node VALUES"
                    + " ('00000000-0000-0000-0000-000000000001', 'dying', clock_timestamp() - interval '3 s')");
            execute("UPDATE jupan.session SET holder = '00000000-0000-0000-0000-000000000001'");
            assertThat(store.hold("a").fence()).isEqualTo(2);
        }
    }

    @Test
    void anIdleSessionGoesToWhoeverAsks() {
        try (Sessions first = sessions();
                Sessions second = sessions()) {
            Session session = first.open(SessionOptions.DEFAULT);
            session.ask(Question.of("run x = 42"), event -> {});
            assertThat(value(second.find(session.id()), "x")).contains("value=42");
            assertThat(first.openSessions()).isZero();
            second.find(session.id()).run("x = 43", event -> {}, new Cancellation());
            assertThat(value(first.find(session.id()), "x")).contains("value=43");
            assertThat(second.openSessions()).isZero();
            assertThat(second.history(session.id())).isEqualTo(first.history(session.id()));
            assertThat(second.list()).isEqualTo(first.list()).hasSize(1);
        }
    }

    @Test
    void aSessionAtWorkStaysAndItsNodeIsNamed() throws Exception {
        TinySandbox sandbox = new TinySandbox();
        try (Sessions first = sessions(sandbox);
                Sessions second = sessions()) {
            Session session = first.open(SessionOptions.DEFAULT);
            Thread working = Thread.ofVirtual().start(() -> session.run("wait", event -> {}, new Cancellation()));
            sandbox.awaitWaiting();
            assertThatThrownBy(() -> second.find(session.id()))
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            busy -> assertThat(busy.kind()).isEqualTo(RequestException.Kind.BUSY))
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(second.history(session.id())).isNotEmpty();
            session.cancel();
            working.join();
            assertThat(second.find(session.id())).isNotNull();
        }
    }

    @Test
    void aLockedDatabaseHasItsLine() throws SQLException {
        try (SessionStore store = open();
                Connection other = connect();
                Statement statement = other.createStatement()) {
            Hold hold = store.create("a", "m", "{}", Instant.now());
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE jupan.entry IN EXCLUSIVE MODE");
            assertThatThrownBy(() -> store.append(List.of(batch(hold, row(1)))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("cannot use " + address().replaceFirst("\\?.*", "")
                            + " for sessions: database is locked by another program; try again");
            assertThat(store.rows("a")).isEmpty();
            other.rollback();
            assertThat(store.append(List.of(batch(hold, row(2))))).isEmpty();
            assertThat(store.rows("a")).containsExactly(row(2));
        }
    }

    @Test
    void aDatabaseThatIsNotThereHasItsLine() {
        String gone = address().replaceFirst("/test", "/gone");
        assertThatThrownBy(() -> StoreProvider.openAt(gone).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot use " + gone.replaceFirst("\\?.*", "") + " for sessions: ")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() ->
                        StoreProvider.openAt("jdbc:postgresql://127.0.0.1:1/x").close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it cannot be reached");
    }

    @Test
    void theDatabaseOfANewerVersionIsRefused() throws SQLException {
        open().close();
        execute("INSERT INTO jupan.migration SELECT installed_rank + 1, '99', 'later', type, 'V99__later.sql', 7,"
                + " installed_by, installed_on, 1, true FROM jupan.migration WHERE version = '1'");
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("was written by a newer jupan");
    }

    @Test
    void anotherAddressHasNoStore() {
        assertThatThrownBy(() -> StoreProvider.openAt("jdbc:mysql://x/y").close())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String value(Session session, String code) {
        Execution execution = session.run(code, event -> {}, new Cancellation());
        return execution.toString();
    }

    private Sessions sessions() {
        return sessions(new TinySandbox());
    }

    private Sessions sessions(TinySandbox sandbox) {
        return new Sessions(new ObedientModel(), sandbox, List.of(), ServerLimits.DEFAULT, open());
    }
}
