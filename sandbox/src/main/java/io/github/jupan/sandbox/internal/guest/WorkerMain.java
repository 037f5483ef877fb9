package io.github.jupan.sandbox.internal.guest;

import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The worker process. This thread reads what the host says and ends the process when the host is gone;
/// [GuestThread] does what it says.
public final class WorkerMain {

    private WorkerMain() {}

    /// @param arguments the stack of the guest's thread, in bytes; whether long texts will come
    public static void main(String[] arguments) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        GuestThread guest = new GuestThread(out, Long.parseLong(arguments[0]));
        if (Boolean.parseBoolean(arguments[1])) {
            WidePipe.tryForInput();
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16))) {
            while (true) {
                obey(in, guest);
            }
        } catch (IOException | RuntimeException e) {
            // The host is gone, or talks rubbish: nothing is left to do, and no guest code may hold this up.
            Runtime.getRuntime().halt(0);
        }
    }

    private static void obey(DataInputStream in, GuestThread guest) throws IOException {
        Frame frame = Wire.read(in);
        DataInputStream payload = frame.open();
        switch (Wire.command(frame)) {
            case RESET -> guest.reset();
            case BIND -> guest.bind(BindingWire.read(payload, in, guest::hostFunction));
            case RUN -> guest.run(payload.readInt(), payload.readInt(), payload.readInt(), Payload.readText(payload));
            case INTERRUPT -> guest.interrupt(payload.readInt());
            case RETURN -> guest.answer(Payload.readText(payload));
            case PART -> throw new Wire.WireException("a part of no text");
        }
    }
}
