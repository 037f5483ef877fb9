package io.github.jupan.sandbox.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps the beginning and the end of a text in UTF-8, and counts the characters that it leaves out between them.
///
/// Half of the room is for the beginning, which can be passed on at once; the other half is a ring with the latest
/// bytes.
public final class MiddleCut {

    /// The note, and what it takes to end the beginning with a whole character.
    private static final int NOTE_ROOM = 64;

    /// A character has no more of them; output that is no text may have any number.
    private static final int MOST_CONTINUATIONS = 3;

    private final int headRoom;
    private final byte[] tail;
    private long headBytes;
    private boolean headClosed;
    private long tailBytes;
    private long tailCharacters;

    public MiddleCut(int room) {
        headRoom = room / 2;
        tail = new byte[room - headRoom - NOTE_ROOM];
    }

    /// How many characters of each end of a text are enough to cut it as if it were here whole.
    public static int charactersPerEnd(int room) {
        return room / 2;
    }

    /// Cuts a text of which both ends are here, or all of it in the first.
    ///
    /// @param characters of the whole text
    public static String cut(String head, String tail, long characters, int room) {
        MiddleCut cut = new MiddleCut(room);
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] last = tail.getBytes(StandardCharsets.UTF_8);
        int kept = cut.accept(first);
        cut.headClosed = true;
        cut.tailCharacters += characters - characters(first, 0, first.length) - characters(last, 0, last.length);
        cut.accept(last);
        return new String(first, 0, kept, StandardCharsets.UTF_8) + new String(cut.end(), StandardCharsets.UTF_8);
    }

    /// @return how many of these bytes belong to the beginning: pass them on
    public int accept(byte[] bytes) {
        int head = headClosed ? 0 : headPart(bytes);
        headBytes += head;
        keepTail(bytes, head);
        return head;
    }

    public long totalBytes() {
        return headBytes + tailBytes;
    }

    /// What follows the beginning: the rest, with a note first when something is missing.
    public byte[] end() {
        int kept = (int) Math.min(tailBytes, tail.length);
        byte[] ordered = new byte[kept];
        for (int i = 0; i < kept; i++) {
            ordered[i] = tail[(int) ((tailBytes - kept + i) % tail.length)];
        }
        int skip = 0;
        if (tailBytes > kept) {
            while (skip < Math.min(kept, MOST_CONTINUATIONS) && isContinuation(ordered[skip])) {
                skip++;
            }
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        long missing = tailCharacters - characters(ordered, skip, kept - skip);
        if (missing > 0) {
            rest.writeBytes(note(missing + " characters"));
        } else if (tailBytes > kept) {
            rest.writeBytes(note(tailBytes - kept + skip + " bytes"));
        }
        rest.write(ordered, skip, kept - skip);
        return rest.toByteArray();
    }

    private static byte[] note(String missing) {
        return ("\n[... " + missing + " left out ...]\n").getBytes(StandardCharsets.US_ASCII);
    }

    private int headPart(byte[] bytes) {
        if (headBytes + bytes.length <= headRoom) {
            return bytes.length;
        }
        int end = (int) Math.max(0, headRoom - headBytes);
        int most = (int) Math.min(bytes.length, headRoom + MOST_CONTINUATIONS - headBytes);
        while (end < most && isContinuation(bytes[end])) {
            end++;
        }
        headClosed = end < bytes.length || headBytes + end == headRoom + MOST_CONTINUATIONS;
        return end;
    }

    private void keepTail(byte[] bytes, int from) {
        tailCharacters += characters(bytes, from, bytes.length - from);
        int last = Math.max(from, bytes.length - tail.length);
        tailBytes += last - from;
        for (int i = last; i < bytes.length; i++) {
            tail[(int) (tailBytes++ % tail.length)] = bytes[i];
        }
    }

    private static long characters(byte[] bytes, int from, int length) {
        long count = 0;
        for (int i = from; i < from + length; i++) {
            count += isContinuation(bytes[i]) ? 0 : 1;
        }
        return count;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
