package io.github.jupan.bench;

import java.util.List;

/// One row of the table: something that must be fast, or small.
interface Row {

    /// The word that selects it on the command line.
    String name();

    String what();

    /// What must be reached, in words.
    String target();

    /// Whether what will be measured is right. No time is taken.
    List<Check> check(Bench bench) throws Exception;

    Finding measure(Bench bench) throws Exception;
}
