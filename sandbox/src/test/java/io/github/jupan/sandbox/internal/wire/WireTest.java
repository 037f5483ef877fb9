package io.github.jupan.sandbox.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void bindingsArriveAsTheyWereSent() throws IOException {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("긴.txt", "가나다\ud83d\udc0b".repeat(700_000));
        documents.put("", "");
        for (Binding binding : List.of(
                new Binding.Text("lone \ud800, nul \u0000"),
                new Binding.TextList(List.of("a", "é", "가")),
                new Binding.TextMap(documents))) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            BindingWire.write("name", Bound.of(binding), sent::writeBytes);
            DataInputStream in = in(sent.toByteArray());
            var read = BindingWire.read(Wire.read(in).open(), in, _ -> _ -> "");
            assertThat(read).isEqualTo(new BindingWire.Named("name", binding));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesAFrameThatIsTooLongBeforeMakingRoomForIt() {
        byte[] huge = {0x7f, 0, 0, 0, 'B'};
        byte[] negative = {-1, 0, 0, 0, 'B'};
        assertThatThrownBy(() -> Wire.read(in(huge))).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wire.read(in(negative))).isInstanceOf(WireException.class);
    }

    @Test
    void refusesAFrameThatEndsEarly() {
        assertThatThrownBy(() -> Wire.read(in(new byte[] {0, 0, 0, 9, 'B', 1}))).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wire.read(in(new byte[0]))).isInstanceOf(EOFException.class);
    }

    @Test
    void rubbishIsRefusedAndNeverHangsOrFillsTheHeap() {
        long seed = System.nanoTime();
        System.out.println("WireTest seed " + seed);
        Random random = new Random(seed);
        byte[] valid = Payload.of(Command.BIND)
                .small(2)
                .text("n")
                .number(2)
                .small(1)
                .number(0)
                .small(1)
                .number(1)
                .frame();
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = round % 2 == 0 ? new byte[random.nextInt(64)] : valid.clone();
            if (round % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            DataInputStream in = in(bytes);
            try {
                BindingWire.read(Wire.read(in).open(), in, _ -> _ -> "");
            } catch (IOException e) {
                // Refused.
            }
        }
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
