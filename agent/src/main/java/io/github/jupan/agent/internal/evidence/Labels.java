package io.github.jupan.agent.internal.evidence;

import static io.github.jupan.agent.internal.evidence.DigitGroups.digit;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells numbers that say how much from numbers that only say which: `1. `, `2) `, `**3.** `, `## 3. Title`,
/// `### Step 2:`, `Step 2 –`, `2단계:`, the first cell of a table's row.
final class Labels {

    private static final int MOST_DIGITS = 3;
    private static final int LONGEST_PREFIX = 40;
    private static final int LONGEST_SECTION = 5;

    private static final Set<String> WORDS = Set.of(
            "step",
            "part",
            "case",
            "section",
            "chapter",
            "example",
            "option",
            "question",
            "problem",
            "method",
            "approach",
            "task",
            "phase",
            "stage",
            "figure",
            "table",
            "exercise",
            "note",
            "schritt",
            "teil",
            "fall",
            "abschnitt",
            "kapitel",
            "beispiel",
            "aufgabe",
            "étape",
            "etape",
            "partie",
            "cas",
            "exemple",
            "paso",
            "caso",
            "ejemplo",
            "parte",
            "passo",
            "exemplo",
            "passaggio",
            "esempio",
            "stap",
            "шаг",
            "часть",
            "пример",
            "langkah",
            "bagian",
            "contoh",
            "चरण",
            "步骤",
            "ステップ",
            "단계");

    private static final List<String> BEHIND = List.of("단계", "번째 단계", "步", "ステップ");

    private Labels() {}

    static boolean isLabel(String text, int lineStart, int start, int end) {
        if (start - lineStart > LONGEST_PREFIX) {
            return false;
        }
        if (!isShort(text, start, end)) {
            return isSectionNumber(text, lineStart, start, end);
        }
        if (text.startsWith("\ufe0f", end) || text.startsWith("\u20e3", end)) {
            return true;
        }
        int at = lineStart;
        boolean heading = false;
        boolean row = false;
        boolean bracket = false;
        while (at < start && " \t>#*_-+|(•".indexOf(text.charAt(at)) >= 0) {
            heading |= text.charAt(at) == '#';
            row |= text.charAt(at) == '|';
            bracket |= text.charAt(at) == '(';
            at++;
        }
        if (at < start) {
            return isWord(text.substring(at, start)) && endsLabel(text, end, heading);
        }
        if (BEHIND.stream().anyMatch(word -> text.startsWith(word, end))) {
            return true;
        }
        if (row) {
            return isFirstCell(text, end);
        }
        return isNumbering(text, end, bracket);
    }

    private static boolean isShort(String text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            if (digit(text, i) < 0) {
                return false;
            }
            digits++;
        }
        return digits <= MOST_DIGITS;
    }

    /// `## 2.1 Title`
    private static boolean isSectionNumber(String text, int lineStart, int start, int end) {
        int title = text.startsWith(". ", end) ? end + 2 : end + 1;
        return end - start <= LONGEST_SECTION
                && text.startsWith("#", lineStart)
                && text.substring(lineStart, start).chars().allMatch(each -> each == '#' || each == ' ')
                && title < text.length()
                && text.charAt(title - 1) == ' '
                && Character.isLetter(text.charAt(title))
                && !Character.isLowerCase(text.charAt(title));
    }

    private static boolean isWord(String before) {
        String word = before.strip();
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /// What may follow `Step 2`.
    private static boolean endsLabel(String text, int end, boolean heading) {
        if (end >= text.length() || heading) {
            return true;
        }
        return switch (text.charAt(end)) {
            case ':', '.', ')', '*', '_', '\n', '\r', '：', '—', '–' -> true;
            case ' ' -> end + 1 < text.length() && "-–—:".indexOf(text.charAt(end + 1)) >= 0;
            default -> false;
        };
    }

    /// What may follow the number itself: `. `, `) `, `: `, with something to number behind it.
    private static boolean isNumbering(String text, int end, boolean bracket) {
        if (end >= text.length()) {
            return false;
        }
        char sign = text.charAt(end);
        if (sign != ')' && (bracket || (sign != '.' && sign != ':'))) {
            return false;
        }
        int next = end + 1;
        while (next < text.length() && (text.charAt(next) == '*' || text.charAt(next) == '_')) {
            next++;
        }
        return next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t');
    }

    private static boolean isFirstCell(String text, int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && text.charAt(next) == '|';
    }
}
