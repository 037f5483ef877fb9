package io.github.jupan.server.internal.store;

import io.github.jupan.server.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/// One connection to an SQLite file, for one thread at a time. What was committed outlives the process, killed or
/// not; after a power cut the last moments may be missing, but the file is whole.
final class Database implements AutoCloseable {

    private final String name;
    private final Connection connection;

    /// @param file a path, or `:memory:`
    /// @param name for error messages
    Database(String file, String name) {
        this.name = name;
        try {
            // Not through DriverManager, which would load the drivers of all databases on the class path.
            connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        } catch (SQLException failure) {
            throw failed(failure);
        }
        for (String pragma :
                List.of("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA " + pragma);
            } catch (SQLException failure) {
                close();
                throw failed(failure);
            }
        }
    }

    /// Reads a row.
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Does all of the work or nothing of it; nobody else writes meanwhile.
    synchronized <T> T together(Supplier<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    /// Sees the same state of the file in all of the work. Nobody waits for it, nor it for anybody.
    synchronized <T> T reading(Supplier<T> work) {
        return transaction("BEGIN", work);
    }

    private <T> T transaction(String begin, Supplier<T> work) {
        update(begin);
        boolean done = false;
        try {
            T result = work.get();
            update("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private void rollback() {
        try (var statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException nothingToRollBack) {
            // The failure that led here is the one to tell of.
        }
    }

    /// @return how many rows were changed
    synchronized int update(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    synchronized <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private StoreException failed(SQLException failure) {
        return new StoreException(name, why(failure), failure);
    }

    private static String why(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "database is locked by another program; try again";
            case SQLITE_FULL -> "disk is full; make room and try again";
            case SQLITE_NOTADB, SQLITE_CORRUPT -> message + "; move it away, and a new one is made";
            case SQLITE_CANTOPEN, SQLITE_READONLY -> message + "; see that it and its folder can be written";
            default -> message;
        };
    }

    synchronized boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }
}
