package io.github.jupan.packages;

/// A file that could not be brought here. The message is one line that says why.
public final class DownloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What kept it from coming.
    public enum Reason {
        /// The server cannot be reached, does not answer, or breaks off again and again.
        UNREACHABLE,
        /// The server answers, and says no.
        REFUSED,
        /// The server has no such file.
        NOT_THERE,
        /// What came is not what was asked for.
        WRONG,
        /// It does not go onto the disk.
        NO_ROOM
    }

    private final Reason reason;

    public DownloadException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
