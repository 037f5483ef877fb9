package io.github.jupan.bench.measure;

import io.github.jupan.bench.measure.Finding.Figure;
import java.util.ArrayList;
import java.util.List;

/// One of several that do the same.
public record Contender(String who, Timed timed) {

    /// Does it once.
    public interface Timed {
        /// @return how long it took, in nanoseconds
        long once() throws Exception;
    }

    /// Each in turn, round after round, so that whatever else the machine does meets all of them. The first round is
    /// not counted.
    public static List<Samples> inTurn(int rounds, List<Contender> contenders) throws Exception {
        List<List<Long>> nanos = new ArrayList<>();
        contenders.forEach(contender -> nanos.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                long once = contenders.get(i).timed().once();
                if (round > 0) {
                    nanos.get(i).add(once);
                }
            }
        }
        return nanos.stream().map(Samples::ofNanos).toList();
    }

    public static List<Figure> figures(List<Contender> contenders, List<Samples> samples) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            figures.add(Figure.of(contenders.get(i).who(), samples.get(i)));
        }
        return figures;
    }
}
