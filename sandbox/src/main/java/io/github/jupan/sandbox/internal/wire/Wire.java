package io.github.jupan.sandbox.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// The frames between host and worker: four bytes of length, one of kind, then the payload. Every frame is bounded,
/// so that neither end can be made to allocate without limit; long texts travel as many frames.
public final class Wire {

    /// The longest payload.
    public static final int MAX_PAYLOAD = 16 << 20;

    /// How much of a long text one frame carries.
    public static final int TEXT_PART_BYTES = 1 << 18;

    private Wire() {}

    /// The byte that says what a frame is.
    public interface Kind {
        int code();
    }

    /// What the host says.
    public enum Command implements Kind {
        /// Replaces the interpreter by a fresh one.
        RESET('Z'),
        /// A variable, in the form of [BindingWire].
        BIND('B'),
        /// Bytes of a text that a [#BIND] announced.
        PART('P'),
        /// `int` run of the worker's, `int` run of the interpreter's, `int` room for output, value and error each,
        /// code.
        RUN('R'),
        /// `int` run.
        INTERRUPT('I'),
        /// A function's answer: `=` and JSON, or `!` and why it failed.
        RETURN('A');

        private final int code;

        Command(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// What the worker says.
    public enum Report implements Kind {
        /// A fresh interpreter is there. `int` megabytes that were in use when garbage was last collected.
        READY('Y'),
        /// `int` run: its clock starts now. What was bound since the last one becomes known to the guest first.
        STARTED('S'),
        /// `byte` channel, bytes in UTF-8.
        OUTPUT('O'),
        /// The run printed far more than anybody reads.
        FLOOD('F'),
        /// Name, JSON object of arguments; a [Command#RETURN] with the answer is awaited.
        CALL('C'),
        /// The value or nothing.
        COMPLETED('V'),
        /// Type, message, traceback.
        RAISED('E'),
        /// It was stopped, and nothing is lost.
        INTERRUPTED('X'),
        /// The interpreter does not do any more what it should, and this process is of no use.
        BROKEN('K');

        private final int code;

        Report(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// One frame, read whole.
    public static final class Frame {

        private final int kind;
        private final byte[] payload;

        private Frame(int kind, byte[] payload) {
            this.kind = kind;
            this.payload = payload;
        }

        /// What [Payload] wrote.
        public DataInputStream open() {
            return new DataInputStream(new ByteArrayInputStream(payload));
        }

        /// The first part of a text.
        ///
        /// @return how many bytes it has
        int copyPart(byte[] text) throws WireException {
            requirePart(kind, payload.length, text.length);
            System.arraycopy(payload, 0, text, 0, payload.length);
            return payload.length;
        }
    }

    /// @throws IOException when the stream ends or holds what no peer of ours sends
    public static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        int kind = in.readUnsignedByte();
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new WireException("a frame of " + length + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new WireException("a frame that ends early");
        }
        return new Frame(kind, payload);
    }

    /// Reads a [Command#PART] to where it belongs.
    ///
    /// @return how many bytes it has
    public static int readPart(DataInputStream in, byte[] text, int at) throws IOException {
        int length = in.readInt();
        requirePart(in.readUnsignedByte(), length, text.length - at);
        in.readFully(text, at, length);
        return length;
    }

    private static void requirePart(int kind, int length, int room) throws WireException {
        if (kind != Command.PART.code()) {
            throw new WireException("something else than the text it announced");
        }
        if (length < 1 || length > room) {
            throw new WireException("more or less than it announced");
        }
    }

    public static Command command(Frame frame) throws WireException {
        return kind(Command.values(), frame);
    }

    public static Report report(Frame frame) throws WireException {
        return kind(Report.values(), frame);
    }

    private static <K extends Kind> K kind(K[] kinds, Frame frame) throws WireException {
        for (K kind : kinds) {
            if (kind.code() == frame.kind) {
                return kind;
            }
        }
        throw new WireException("a frame of kind " + frame.kind);
    }

    /// The peer does not speak this protocol.
    public static final class WireException extends IOException {

        private static final long serialVersionUID = 1L;

        public WireException(String what) {
            super("the other end sent " + what);
        }
    }
}
