package io.github.jupan.packages;

/// A package that cannot be added as it was asked for. The message is one line that says why.
public final class PackageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PackageException(String message) {
        super(message);
    }
}
