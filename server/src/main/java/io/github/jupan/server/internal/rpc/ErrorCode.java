package io.github.jupan.server.internal.rpc;

import java.util.Locale;

/// The codes of JSON-RPC 2.0 and, within the range that it leaves to servers, our own. -32002 to -32004 are the exit
/// codes 2 to 4 of the command line.
enum ErrorCode {
    PARSE_ERROR(-32700, "Parse error"),
    INVALID_REQUEST(-32600, "Invalid Request"),
    METHOD_NOT_FOUND(-32601, "Method not found"),
    INVALID_PARAMS(-32602, "Invalid params"),
    INTERNAL_ERROR(-32603, "Internal error"),
    USAGE(-32002, "The request cannot be done as asked"),
    MODEL(-32003, "The model is not configured, cannot be reached, or refused"),
    SANDBOX(-32004, "The sandbox could not be started"),
    NO_SESSION(-32010, "There is no such session"),
    BUSY(-32011, "The session is at work; wait, or cancel first"),
    OVERLOADED(-32012, "A limit of the server is reached; wait"),
    CLOSING(-32013, "The server is shutting down");

    private final int number;
    private final String meaning;

    ErrorCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    /// In `data.kind`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the message has to be the standard's own, so that what is wrong goes into `data.detail`.
    boolean isFixed() {
        return this == PARSE_ERROR || this == INVALID_REQUEST || this == METHOD_NOT_FOUND;
    }
}
