package io.github.jupan.packages;

import io.github.jupan.packages.DownloadException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The room that a disk has left.
public final class DiskRoom {

    private DiskRoom() {}

    /// @param file on the disk, or to be made there in a folder that is
    /// @param bytes that are to come
    /// @throws DownloadException when they do not fit
    public static void check(Path file, long bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (bytes > free) {
            throw new DownloadException(
                    Reason.NO_ROOM,
                    "there is too little room in " + folder + ": " + megabytes(bytes) + " are to come, and "
                            + megabytes(free) + " are free");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }

    static void write(OutputStream out, byte[] buffer, int length, Path to) throws IOException, InterruptedException {
        try {
            out.write(buffer, 0, length);
        } catch (ClosedByInterruptException stopped) {
            Thread.interrupted();
            throw new InterruptedException("stopped while a file was fetched");
        } catch (IOException full) {
            throw new DownloadException(Reason.NO_ROOM, to + " cannot be written: " + full.getMessage());
        }
    }
}
