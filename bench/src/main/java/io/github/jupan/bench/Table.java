package io.github.jupan.bench;

import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Row;
import java.io.PrintStream;

/// Findings as a Markdown table, printed as they come: a line for each row, and one for each figure to compare it
/// with.
final class Table {

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
        out.println("| row | must reach | who | measured | reached |");
        out.println("| --- | --- | --- | --- | --- |");
    }

    void add(Row row, Finding finding) {
        String name = row.name() + ": " + row.what();
        String target = row.target();
        String verdict = finding.verdict().toString();
        for (Figure figure : finding.figures()) {
            out.printf("| %s | %s | %s | %s | %s |%n", name, target, figure.who(), figure.number(), verdict);
            name = "";
            target = "";
            verdict = "";
        }
    }
}
