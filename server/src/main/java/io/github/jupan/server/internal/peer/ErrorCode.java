package io.github.jupan.server.internal.peer;

import java.util.Locale;

/// What can be wrong with a request. The number is JSON-RPC 2.0's or, within the range that it leaves to servers, our
/// own; -32002 to -32004 are the exit codes 2 to 4 of the command line. A protocol that gives those another meaning
/// takes the nearest of the standard's instead.
public enum ErrorCode {
    PARSE_ERROR(-32700, "Parse error", -32700),
    INVALID_REQUEST(-32600, "Invalid Request", -32600),
    METHOD_NOT_FOUND(-32601, "Method not found", -32601),
    INVALID_PARAMS(-32602, "Invalid params", -32602),
    INTERNAL_ERROR(-32603, "Internal error", -32603),
    CANCELLED(-32800, "The request was cancelled", -32800),
    USAGE(-32002, "The request cannot be done as asked", -32602),
    MODEL(-32003, "The model is not configured, cannot be reached, or refused", -32603),
    SANDBOX(-32004, "The sandbox could not be started", -32603),
    NO_SESSION(-32010, "There is no such session", -32602),
    BUSY(-32011, "The session is at work; wait, or cancel first", -32600),
    OVERLOADED(-32012, "A limit of the server is reached; wait", -32603),
    CLOSING(-32013, "The server is shutting down", -32603);

    private final int number;
    private final String meaning;
    private final int standard;

    ErrorCode(int number, String meaning, int standard) {
        this.number = number;
        this.meaning = meaning;
        this.standard = standard;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /// The nearest of the codes that every protocol has.
    public int standard() {
        return standard;
    }

    /// In `data.kind`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
