package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.Report;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Which workers are kept.
class WorkersTest {

    private static final Spec USUAL = Bindings.usualSpec();
    private static final Spec SMALL = new Spec(USUAL.heapBytes() / 2, USUAL.stackBytes());

    private final AtomicInteger starts = new AtomicInteger();

    @Test
    void aWorkerIsUsedAgainAlsoWhereThoseOfAnotherKindAreIdle() {
        try (Workers workers = new Workers(this::start)) {
            WorkerProcess one = workers.take(USUAL);
            WorkerProcess two = workers.take(USUAL);
            workers.giveBack(one);
            workers.giveBack(two);
            WorkerProcess small = workers.take(SMALL);
            workers.giveBack(small);
            assertThat(workers.take(SMALL)).isSameAs(small);
            assertThat(workers.take(USUAL)).isSameAs(one);
            assertThat(workers.take(USUAL)).isSameAs(two);
            assertThat(starts).hasValue(3);
        }
    }

    @Test
    void asManyStayAsWereWantedAtOnce() {
        try (Workers workers = new Workers(this::start)) {
            List<WorkerProcess> first = giveBackThree(workers);
            assertThat(List.of(workers.take(USUAL), workers.take(USUAL), workers.take(USUAL)))
                    .isEqualTo(first);
            first.forEach(workers::giveBack);
            workers.endUnwanted();
            assertThat(List.of(workers.take(USUAL), workers.take(USUAL), workers.take(USUAL)))
                    .isEqualTo(first);
            assertThat(starts).hasValue(3);
        }
    }

    @Test
    void thoseThatNobodyWantsAreEndedButForAFew() {
        try (Workers workers = new Workers(this::start)) {
            List<WorkerProcess> three = giveBackThree(workers);
            workers.endUnwanted();
            assertThat(workers.take(USUAL)).isSameAs(three.get(1));
            assertThat(workers.take(USUAL)).isSameAs(three.get(2));
            assertThat(workers.take(USUAL)).isNotSameAs(three.get(0));
            assertThat(starts).hasValue(4);
        }
    }

    @Test
    void thoseOfAnotherKindMakeRoom() {
        try (Workers workers = new Workers(this::start)) {
            List<WorkerProcess> three = giveBackThree(workers);
            workers.take(SMALL);
            assertThat(workers.take(USUAL)).isSameAs(three.get(1));
            assertThat(workers.take(USUAL)).isSameAs(three.get(2));
            workers.take(USUAL);
            assertThat(starts).hasValue(5);
        }
    }

    private static List<WorkerProcess> giveBackThree(Workers workers) {
        List<WorkerProcess> three = List.of(workers.take(USUAL), workers.take(USUAL), workers.take(USUAL));
        three.forEach(workers::giveBack);
        return three;
    }

    private WorkerProcess start(Spec spec) {
        starts.incrementAndGet();
        return WorkerProcess.start(spec, OsLayer.strongest(), Willing.class, System.getProperty("java.class.path"));
    }

    static final class Willing {
        public static void main(String[] arguments) throws IOException {
            DataInputStream in = new DataInputStream(System.in);
            while (true) {
                Frame reset = Wire.read(in);
                assertThat(Wire.command(reset)).isEqualTo(Wire.Command.RESET);
                System.out.write(Payload.of(Report.READY).number(1).frame());
                System.out.flush();
            }
        }
    }
}
