package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Case;
import io.github.jupan.models.internal.offline.Plan.Kind;
import io.github.jupan.models.internal.offline.Plan.Part;
import io.github.jupan.models.internal.offline.Plan.Unit;
import java.util.Locale;

/// Writes a plan as a short Python program that prints what the answer needs, and nothing else.
final class PythonWriter {

    private PythonWriter() {}

    static String write(Plan plan) {
        return switch (plan) {
            case Plan.CountText p -> countText(p);
            case Plan.CountKind p -> countKind(p);
            case Plan.Pick p -> {
                Snippet code = new Snippet(p.source());
                String parts = parts(code, p.part());
                yield code.print(parts + "[" + (p.position() > 0 ? p.position() - 1 : p.position()) + "]");
            }
            case Plan.EveryNth p -> {
                Snippet code = new Snippet(p.source());
                String parts = parts(code, p.part());
                yield code.print("*" + parts + "[" + (p.step() - 1) + "::" + p.step() + "], sep=\", \"");
            }
            case Plan.Take p -> {
                Snippet code = new Snippet(p.source());
                String range = p.count() > 0 ? "[:" + p.count() + "]" : "[" + p.count() + ":]";
                String taken = parts(code, p.part()) + range;
                yield code.print(p.part() == Part.WORD ? "*" + taken : code.joined(taken));
            }
            case Plan.Change p -> change(p);
            case Plan.Palindrome p -> {
                Snippet code = new Snippet(p.source());
                boolean plain = p.source() instanceof Source.Literal literal
                        && literal.text().equals(literal.text().toLowerCase(Locale.ROOT))
                        && literal.text().codePoints().allMatch(Character::isLetterOrDigit);
                if (!plain) {
                    code.line("plain = [c for c in " + code.name() + ".lower() if c.isalnum()]");
                }
                String name = plain ? code.name() : "plain";
                yield code.print(name + " == " + name + "[::-1]");
            }
            case Plan.Contains p -> {
                Snippet code = new Snippet(p.source());
                yield code.print(lower(Python.literal(p.wanted()), p.wanted()) + " in " + code.name() + ".lower()");
            }
            case Plan.MostCommon p -> {
                Snippet code = new Snippet(p.source()).with("from collections import Counter");
                if (p.part() == Part.WORD) {
                    code.with("import re").line("words = re.findall(r\"\\w+\", " + code.name() + ".lower())");
                } else {
                    code.line("plain = [c for c in " + code.name() + ".lower() if c.isalpha()]");
                }
                String name = p.part() == Part.WORD ? "words" : "plain";
                code.line("counts = Counter(" + name + ")").line("most = max(counts.values())");
                code.line("print(*sorted(c for c in counts if counts[c] == most), sep=\", \")");
                yield code.print("most");
            }
            case Plan.LongestWord p -> {
                Snippet code = new Snippet(p.source()).with("import re");
                String extreme = p.extreme() == Plan.Extreme.MOST ? "max" : "min";
                code.line("words = re.findall(r\"[^\\W\\d_]+\", " + code.name() + ")");
                code.line("word = " + extreme + "(words, key=len)");
                yield code.line("print(word)").print("len(word)");
            }
            case Plan.Calculate p -> NumberWriter.calculate(p.expression());
            case Plan.Compare p -> NumberWriter.compare(p);
            case Plan.Aggregate p -> NumberWriter.aggregate(p);
            case Plan.DaysBetween p ->
                "from datetime import date\n\nprint(abs(" + date(p.second()) + " - " + date(p.first()) + ").days)";
            case Plan.Weekday p -> "from datetime import date\n\nprint(" + date(p.day()) + ".strftime(\"%A\"))";
            case Plan.DayShift p ->
                "from datetime import date, timedelta\n\nprint(" + date(p.day()) + (p.days() < 0 ? " - " : " + ")
                        + "timedelta(days=" + Math.abs(p.days()) + "))";
            case Plan.Unclear p -> "";
        };
    }

    private static String countText(Plan.CountText plan) {
        String wanted = Python.literal(plan.wanted());
        Snippet code = new Snippet(plan.source());
        if (plan.unit() == Unit.JAMO) {
            code.with("from unicodedata import name, normalize");
            code.line("jamo = name(" + wanted + ").split()[-1]");
            return code.print(
                    "sum(name(c, \"\").split()[-1:] == [jamo] for c in normalize(\"NFD\", " + code.name() + "))");
        }
        boolean anyCase = plan.letterCase() == Case.IGNORED;
        boolean wholeWord = plan.unit() == Unit.WORD || plan.unit() == Unit.PERHAPS_WORD;
        if (wholeWord && plan.source() instanceof Source.Document && hasPlainEdges(plan.wanted())) {
            return wordsOfDocument(code, plan);
        }
        if (wholeWord) {
            code.with("import re");
            String flags = anyCase ? ", re.IGNORECASE" : "";
            boolean plain =
                    plan.wanted().codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '\'');
            String pattern =
                    plain ? "r\"\\b" + plan.wanted() + "\\b\"" : "r\"\\b\" + re.escape(" + wanted + ") + r\"\\b\"";
            String words = "len(re.findall(" + pattern + ", " + code.name() + flags + "))";
            if (plan.unit() == Unit.WORD) {
                return code.print(words);
            }
            code.line("print(" + words + ")");
            return code.print(code.name() + (anyCase ? ".lower()" : "") + ".count("
                    + (anyCase ? lower(wanted, plan.wanted()) : wanted) + ")");
        }
        String text = code.name() + (anyCase ? ".lower()" : "");
        String piece = anyCase ? lower(wanted, plan.wanted()) : wanted;
        piece = code.normalised() && !plan.wanted().chars().allMatch(c -> c < 128)
                ? "normalize(\"NFC\", " + piece + ")"
                : piece;
        if (overlaps(plan.wanted())) {
            code.line("print(" + text + ".count(" + piece + "))");
            return code.print(
                    "sum(" + text + ".startswith(" + piece + ", i) for i in range(len(" + code.name() + ")))");
        }
        return code.print(text + ".count(" + piece + ")");
    }

    /// Looks at each occurrence and not at each character: a document may be long.
    private static String wordsOfDocument(Snippet code, Plan.CountText plan) {
        boolean anyCase = plan.letterCase() == Case.IGNORED;
        String wanted = Python.literal(anyCase ? plan.wanted().toLowerCase(Locale.ROOT) : plan.wanted());
        if (anyCase) {
            code.line("text = text.lower()");
        }
        code.line("wanted = " + wanted).line("""
            count = 0
            at = text.find(wanted)
            while at >= 0:
                end = at + len(wanted)
                inside = any(c.isalnum() or c == "_" for c in text[at - 1:at] + text[end:end + 1])
                count += not inside
                at = text.find(wanted, at + 1 if inside else end)\
            """);
        if (plan.unit() == Unit.WORD) {
            return code.print("count");
        }
        return code.line("print(count)").print("text.count(wanted)");
    }

    private static boolean hasPlainEdges(String wanted) {
        return Character.isLetterOrDigit(wanted.codePointAt(0))
                && Character.isLetterOrDigit(wanted.codePointBefore(wanted.length()));
    }

    private static String lower(String literal, String text) {
        return text.equals(text.toLowerCase(Locale.ROOT)) ? literal : literal + ".lower()";
    }

    /// Whether occurrences of a text can overlap: it then ends as it starts, like "ana".
    static boolean overlaps(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 1; i < lower.length(); i++) {
            if (lower.endsWith(lower.substring(0, i))) {
                return true;
            }
        }
        return false;
    }

    private static String countKind(Plan.CountKind plan) {
        Snippet code = new Snippet(plan.source());
        String text = code.name();
        boolean word = plan.source() instanceof Source.Literal literal
                && literal.text().codePoints().allMatch(Character::isLetter);
        boolean hangul = plan.source() instanceof Source.Literal literal
                && Language.has(literal.text(), Character.UnicodeScript.HANGUL);
        if (hangul && (plan.kind() == Kind.VOWELS || plan.kind() == Kind.CONSONANTS)) {
            code.with("from unicodedata import normalize");
            String vowel = "\"\\u1161\" <= c <= \"\\u1175\"";
            String consonant = "\"\\u1100\" <= c <= \"\\u1112\" or \"\\u11a8\" <= c <= \"\\u11c2\"";
            String test = plan.kind() == Kind.VOWELS ? vowel : consonant;
            return code.print("sum(" + test + " for c in normalize(\"NFD\", " + text + "))");
        }
        return switch (plan.kind()) {
            case CHARACTERS -> code.print("len(" + code.letters() + ")");
            case LETTERS -> code.print(word ? "len(" + text + ")" : "sum(c.isalpha() for c in " + text + ")");
            case WORDS -> code.print("len(" + text + ".split())");
            case LINES -> code.print("len(" + text + ".splitlines())");
            case SENTENCES ->
                code.with("import re").print("len(re.findall(r\"[^.!?。？！]*\\w[^.!?。？！]*\", " + text + "))");
            case PARAGRAPHS -> code.with("import re").print("len(re.split(r\"\\n\\s*\\n\", " + text + ".strip()))");
            case VOWELS -> code.print("sum(" + text + ".lower().count(vowel) for vowel in \"aeiou\")");
            case CONSONANTS -> code.print("sum(c.isalpha() and c not in \"aeiou\" for c in " + text + ".lower())");
            case DIGITS -> code.print("sum(c.isdigit() for c in " + text + ")");
            case SPACES -> code.print(text + ".count(\" \")");
            case CAPITALS -> code.print("sum(c.isupper() for c in " + text + ")");
            case SMALL_LETTERS -> code.print("sum(c.islower() for c in " + text + ")");
            case DISTINCT_LETTERS -> code.print("len({c for c in " + text + ".lower() if c.isalpha()})");
            case DISTINCT_WORDS ->
                code.with("import re").print("len(set(re.findall(r\"\\w+\", " + text + ".lower())))");
        };
    }

    private static String change(Plan.Change plan) {
        Snippet code = new Snippet(plan.source());
        String text = code.name();
        return switch (plan.way()) {
            case REVERSE -> code.print(code.joined(code.letters() + "[::-1]"));
            case REVERSE_WORDS -> code.print("*reversed(" + text + ".split())");
            case UPPER -> code.print(text + ".upper()");
            case LOWER -> code.print(text + ".lower()");
            case TITLE -> code.print("*(word.capitalize() for word in " + text + ".split())");
            case SORT_LETTERS -> code.print("\"\".join(sorted(" + text + ", key=str.lower)).strip()");
            case SORT_ITEMS -> items(code, "");
            case SORT_ITEMS_DOWN -> items(code, ", reverse=True");
            case DISTINCT -> code.print("*dict.fromkeys(" + text + "), sep=\", \"");
            case SPELL -> code.print("*" + code.letters() + ", sep=\"-\"");
        };
    }

    private static String items(Snippet code, String direction) {
        boolean commas = code.source() instanceof Source.Literal literal
                && literal.text().contains(",");
        if (commas) {
            code.with("import re");
        }
        String items = commas
                ? "re.split(r\"\\s*,\\s*(?:and\\s+)?|\\s+and\\s+\", " + code.name() + ")"
                : code.source() instanceof Source.Literal literal
                                && literal.text().contains(" and ")
                        ? "[word for word in " + code.name() + ".split() if word != \"and\"]"
                        : code.name() + ".split()";
        return code.print("*sorted(" + items + ", key=str.lower" + direction + "), sep=\", \"");
    }

    private static String parts(Snippet code, Part part) {
        return part == Part.WORD ? code.name() + ".split()" : code.letters();
    }

    private static String date(Plan.Day day) {
        return "date(" + day.year() + ", " + day.month() + ", " + day.dayOfMonth() + ")";
    }
}
