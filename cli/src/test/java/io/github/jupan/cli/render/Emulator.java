package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.terminal.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of a terminal as the program asks of one: rows that wrap at the edge, the cursor up, erase to the end.
final class Emulator {

    private static final Pattern CONTROL = Pattern.compile("\u001b\\[(\\d*)([AJKm])");

    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;

    private Emulator(int columns) {
        this.columns = columns;
    }

    /// What stands on the screen, and above it, when all of it has arrived.
    static String text(String sent, int columns) {
        Emulator emulator = new Emulator(columns);
        Matcher control = CONTROL.matcher(sent);
        for (int i = 0; i < sent.length(); ) {
            if (sent.charAt(i) == '\u001b') {
                assertThat(control.find(i) && control.start() == i)
                        .as(sent.substring(i))
                        .isTrue();
                emulator.control(control.group(1), control.group(2));
                i = control.end();
            } else {
                int point = sent.codePointAt(i);
                emulator.letter(point);
                i += Character.charCount(point);
            }
        }
        return String.join("\n", emulator.rows);
    }

    private void control(String number, String what) {
        switch (what) {
            case "A" -> {
                row -= Integer.parseInt(number);
                assertThat(row).as("the cursor leaves the screen").isNotNegative();
            }
            case "J" -> {
                rows.subList(row + 1, rows.size()).clear();
                rows.get(row).setLength(0);
            }
            case "K" -> rows.get(row).setLength(0);
            default -> {}
        }
    }

    private void letter(int point) {
        if (point == '\n') {
            next();
        } else if (point != '\r') {
            if (Cells.usual(rows.get(row).toString()) + Cells.usual(Character.toString(point)) > columns) {
                next();
            }
            rows.get(row).appendCodePoint(point);
        }
    }

    private void next() {
        row++;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
    }
}
