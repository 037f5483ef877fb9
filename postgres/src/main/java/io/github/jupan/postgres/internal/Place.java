package io.github.jupan.postgres.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/// The database, by way of a pool of connections; its tables are of this version.
final class Place implements AutoCloseable {

    private static final String SCHEMA = "jupan";

    /// Deadlocks, and documents that one session mentions while the last other one is removed: once more, and
    /// it works.
    private static final Set<String> PASSING = Set.of("40001", "40P01", "23503");

    private static final int TRIES = 8;

    private final String name;
    private final HikariDataSource pool;

    private Place(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
    }

    /// @throws StoreException when it cannot be reached or used
    static Place open(String address) {
        String name = address.replaceFirst("\\?.*", "");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setPoolName("jupan");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setSchema(SCHEMA);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("options", "-c lock_timeout=10s");
        config.addDataSourceProperty("ApplicationName", "jupan");
        try {
            HikariDataSource pool = new HikariDataSource(config);
            boolean ready = false;
            try {
                migrate(name, pool);
                ready = true;
                return new Place(name, pool);
            } finally {
                if (!ready) {
                    pool.close();
                }
            }
        } catch (HikariPool.PoolInitializationException | FlywayException failure) {
            throw failed(name, sql(failure).orElseGet(() -> new SQLException(failure.getMessage(), failure)));
        }
    }

    private static Optional<SQLException> sql(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> Optional.empty();
            case SQLException exception -> Optional.of(exception);
            case Throwable other -> sql(other.getCause());
        };
    }

    private static void migrate(String name, HikariDataSource pool) {
        Flyway flyway = Flyway.configure(Place.class.getClassLoader())
                .dataSource(pool)
                .schemas(SCHEMA)
                .table("migration")
                .locations("classpath:io/github/jupan/postgres/migrations")
                .validateOnMigrate(true)
                .ignoreMigrationPatterns("*:future")
                .load();
        flyway.migrate();
        for (MigrationInfo each : flyway.info().all()) {
            if (each.getState().isApplied() && !each.getState().isResolved()) {
                throw new RequestException(
                        RequestException.Kind.USAGE,
                        name + " was written by a newer jupan; update this one, or give another database");
            }
        }
    }

    /// Does something over a connection.
    interface Work<T> {
        T with(Statements statements) throws SQLException;
    }

    /// Reads a row.
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Does all of the work or nothing of it; it may be begun several times.
    <T> T together(Work<T> work) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                boolean done = false;
                try {
                    T result = work.with(new Statements(connection));
                    connection.commit();
                    done = true;
                    return result;
                } finally {
                    if (!done) {
                        rollback(connection);
                    }
                }
            } catch (SQLException failure) {
                if (tried == TRIES || !PASSING.contains(String.valueOf(failure.getSQLState()))) {
                    throw failed(name, failure);
                }
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException nothingToRollBack) {
            // The failure that led here is the one to tell of.
        }
    }

    /// Does work of one statement each.
    <T> T each(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.with(new Statements(connection));
        } catch (SQLException failure) {
            throw failed(name, failure);
        }
    }

    record Statements(Connection connection) {

        int update(String sql, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments)) {
                return statement.executeUpdate();
            }
        }

        /// The same statement for each list of arguments.
        void updateAll(String sql, List<@Nullable Object[]> rows) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (@Nullable Object[] row : rows) {
                    set(statement, row);
                    statement.addBatch();
                }
                var _ = statement.executeBatch();
            }
        }

        <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments);
                    ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            set(statement, arguments);
            return statement;
        }

        private static void set(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
        }
    }

    private static StoreException failed(String name, SQLException failure) {
        return new StoreException(name, why(failure), failure);
    }

    private static String why(SQLException failure) {
        SQLException cause = failure instanceof SQLTransientConnectionException
                ? sql(failure.getCause()).orElse(failure)
                : failure;
        String state = String.valueOf(cause.getSQLState());
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        if (state.equals("55P03")) {
            return "database is locked by another program; try again";
        }
        if (state.equals("53100")) {
            return "disk is full; make room and try again";
        }
        if (state.startsWith("28")) {
            return message + "; give ?user=NAME in the address, and the password in ~/.pgpass";
        }
        return cause instanceof SQLTransientConnectionException || state.startsWith("08")
                ? "it cannot be reached (" + message + "); try again"
                : message;
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    @Override
    public void close() {
        pool.close();
    }
}
