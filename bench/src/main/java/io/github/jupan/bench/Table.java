package io.github.jupan.bench;

import java.io.PrintStream;
import java.util.Map;

/// Findings as a Markdown table: a line for each row, and one for each figure to compare it with.
final class Table {

    private Table() {}

    static void print(Map<Row, Finding> findings, PrintStream out) {
        out.println("| row | must reach | who | measured | reached |");
        out.println("| --- | --- | --- | --- | --- |");
        findings.forEach((row, finding) -> {
            String name = row.name() + ": " + row.what();
            String target = row.target();
            String verdict = finding.verdict().toString();
            for (Figure figure : finding.figures()) {
                out.printf("| %s | %s | %s | %s | %s |%n", name, target, figure.who(), figure.number(), verdict);
                name = "";
                target = "";
                verdict = "";
            }
        });
    }
}
