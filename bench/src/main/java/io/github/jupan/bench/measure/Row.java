package io.github.jupan.bench.measure;

import java.util.List;

/// One row of the table: something that must be fast, or small.
public interface Row {

    /// The word that selects it on the command line.
    String name();

    String what();

    /// What must be reached, in words.
    String target();

    /// Whether what will be measured is right. No time is taken.
    List<Check> check(Bench bench) throws Exception;

    Finding measure(Bench bench) throws Exception;

    /// A result beside the right one.
    record Check(String who, String expected, String actual) {

        public boolean holds() {
            return expected.equals(actual);
        }

        @Override
        public String toString() {
            return who + ": " + actual + (holds() ? ", right" : ", WRONG: it is " + expected);
        }
    }
}
