package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Case;
import io.github.jupan.models.internal.offline.Plan.Doubt;
import io.github.jupan.models.internal.offline.Plan.Kind;
import io.github.jupan.models.internal.offline.Plan.Operation;
import io.github.jupan.models.internal.offline.Plan.Part;
import io.github.jupan.models.internal.offline.Plan.Unit;
import java.util.List;
import java.util.Locale;

final class English implements Phrases {

    @Override
    public String thought(Plan plan) {
        return switch (plan) {
            case Plan.CountText p ->
                "I am asked how often " + wanted(p) + " occurs in " + name(p.source())
                        + ".\nCounting is a job for code:";
            case Plan.CountKind p ->
                "I am asked to count the " + kind(p.kind(), "2") + " in " + name(p.source())
                        + ".\nPython can see each one:";
            case Plan.Pick p -> "I need " + position(p) + " of " + name(p.source()) + ".\nAn index finds it:";
            case Plan.EveryNth p ->
                "I need every " + ordinal(p.step()) + " " + part(p.part()) + " of " + name(p.source())
                        + ".\nA slice takes exactly those:";
            case Plan.Take p -> "I need a piece of " + name(p.source()) + ".\nA slice takes exactly that:";
            case Plan.Change p ->
                "I am asked to " + way(p) + " " + name(p.source()) + ".\nPython does it without a slip:";
            case Plan.Palindrome p ->
                "A palindrome reads the same backwards.\nLet Python compare " + name(p.source()) + " with its reverse:";
            case Plan.Contains p ->
                "I am asked whether \"" + p.wanted() + "\" occurs in " + name(p.source()) + ".\nPython can look:";
            case Plan.MostCommon p ->
                "I need the most common " + part(p.part()) + " in " + name(p.source()) + ".\nSo I count all of them:";
            case Plan.LongestWord p ->
                "I need the " + (p.extreme() == Plan.Extreme.MOST ? "longest" : "shortest") + " word in "
                        + name(p.source()) + ".\nPython can measure them all:";
            case Plan.Calculate p ->
                "This is arithmetic: " + Expressions.said(p.expression()) + ".\nPython computes it exactly:";
            case Plan.Compare p ->
                "Two numbers: " + Expressions.said(p.first()) + " and " + Expressions.said(p.second())
                        + ".\nPython compares them by value:";
            case Plan.Aggregate p ->
                "I need the " + operation(p.operation()) + " of several numbers.\nPython works on the whole list:";
            case Plan.DaysBetween p -> "Two dates, and the days between them.\nPython knows the calendar:";
            case Plan.Weekday p -> "I need the weekday of " + date(p.day()) + ".\nPython knows the calendar:";
            case Plan.DayShift p ->
                "I start from " + date(p.day()) + " and move by " + Math.abs(p.days())
                        + " days.\nPython knows the calendar:";
            case Plan.Unclear p -> "";
        };
    }

    @Override
    public String answer(Plan plan, List<String> lines) {
        String first = lines.getFirst();
        String text = Phrases.shortened(String.join("\n", lines));
        return switch (plan) {
            case Plan.CountText p -> count(p, lines);
            case Plan.CountKind p -> {
                String is = first.equals("1") ? "is " : "are ";
                yield "There " + is + first + " " + kind(p.kind(), first) + " in " + name(p.source()) + note(p.kind())
                        + ".";
            }
            case Plan.Pick p -> capital(position(p)) + " of " + name(p.source()) + " is \"" + text + "\".";
            case Plan.EveryNth p ->
                text.isEmpty()
                        ? capital(name(p.source())) + " has fewer than " + p.step() + " " + part(p.part()) + "s."
                        : "Every " + ordinal(p.step()) + " " + part(p.part()) + " of " + name(p.source()) + ": " + text;
            case Plan.Take p ->
                "The " + (p.count() > 0 ? "first " : "last ") + Math.abs(p.count()) + " " + part(p.part())
                        + (Math.abs(p.count()) == 1 ? "" : "s") + " of " + name(p.source()) + ": " + text;
            case Plan.Change p -> changed(p) + ": " + text;
            case Plan.Palindrome p ->
                first.equals("True")
                        ? "Yes, " + name(p.source()) + " is a palindrome."
                        : "No, " + name(p.source()) + " is not a palindrome.";
            case Plan.Contains p ->
                first.equals("True")
                        ? "Yes, " + name(p.source()) + " contains \"" + p.wanted() + "\"."
                        : "No, " + name(p.source()) + " does not contain \"" + p.wanted() + "\".";
            case Plan.MostCommon p ->
                "The most common " + part(p.part()) + " in " + name(p.source()) + ": " + Phrases.shortened(first) + " ("
                        + lines.getLast() + (lines.getLast().equals("1") ? " time)." : " times).");
            case Plan.LongestWord p ->
                "The " + (p.extreme() == Plan.Extreme.MOST ? "longest" : "shortest") + " word in " + name(p.source())
                        + " is \"" + first + "\" (" + lines.getLast() + " letters).";
            case Plan.Calculate p -> {
                String rounded = lines.getLast().equals("rounded") ? " (rounded)" : "";
                yield Expressions.said(p.expression()) + " = " + first + rounded;
            }
            case Plan.Compare p -> compared(p, first);
            case Plan.Aggregate p -> aggregated(p, lines);
            case Plan.DaysBetween p ->
                "There " + (first.equals("1") ? "is 1 day" : "are " + first + " days") + " between " + date(p.first())
                        + " and " + date(p.second()) + ".";
            case Plan.Weekday p -> date(p.day()) + " is a " + first + ".";
            case Plan.DayShift p ->
                Math.abs(p.days()) + " days " + (p.days() < 0 ? "before " : "after ") + date(p.day()) + " is " + first
                        + ".";
            case Plan.Unclear p -> doubt(p.doubt());
        };
    }

    private static String count(Plan.CountText plan, List<String> lines) {
        String count = lines.getFirst();
        boolean one = count.equals("1");
        String in = " in " + name(plan.source());
        boolean letter = plan.wanted().codePointCount(0, plan.wanted().length()) == 1
                && Character.isLetter(plan.wanted().codePointAt(0));
        String note = plan.letterCase() == Case.IGNORED ? " (upper and lower case alike)" : "";
        if (plan.unit() == Unit.PERHAPS_WORD) {
            String inside =
                    lines.getLast().equals(count) ? "" : ". Inside longer words too, it would be " + lines.getLast();
            return "The word " + wanted(plan) + " occurs " + count + (one ? " time" : " times") + in + note + inside
                    + ".";
        }
        if (letter && plan.unit() != Unit.WORD) {
            return "There " + (one ? "is 1 " + plan.wanted() : "are " + count + " " + plan.wanted() + "'s") + in + note
                    + ".";
        }
        String overlapping = lines.size() > 1 && !lines.getLast().equals(count)
                ? ". Occurrences that overlap are counted once; counting each, it would be " + lines.getLast()
                : "";
        String whole = plan.unit() == Unit.WORD
                ? plan.letterCase() == Case.IGNORED
                        ? " (as a whole word, upper and lower case alike)"
                        : " (as a whole word)"
                : note;
        return capital(wanted(plan)) + " occurs " + count + (one ? " time" : " times") + in + whole + overlapping + ".";
    }

    private static String aggregated(Plan.Aggregate plan, List<String> lines) {
        String what = capital("the " + operation(plan.operation()));
        boolean rounded = plan.operation() == Operation.MEAN && lines.getLast().length() > 28;
        String result = Phrases.shortened(lines.getLast()) + (rounded ? " (rounded)" : "");
        return switch (plan.numbers()) {
            case Plan.Numbers.In in ->
                plan.operation() == Operation.HOW_MANY
                        ? "There are " + result + " numbers in " + name(in.source()) + "."
                        : what + " of the " + lines.getFirst() + " numbers in " + name(in.source()) + " is " + result
                                + ".";
            case Plan.Numbers.Range range ->
                what + " of the whole numbers from " + range.from() + " to " + range.to() + " is " + result + ".";
            case Plan.Numbers.Listed listed -> {
                boolean sorted = plan.operation() == Operation.SORT || plan.operation() == Operation.SORT_DOWN;
                yield sorted
                        ? "Sorted: " + result
                        : what + " of " + String.join(", ", listed.numbers()) + " is " + result + ".";
            }
        };
    }

    private static String compared(Plan.Compare plan, String which) {
        String a = Expressions.said(plan.first());
        String b = Expressions.said(plan.second());
        boolean firstLarger = which.equals("first");
        String larger = firstLarger ? a : b;
        String smaller = firstLarger ? b : a;
        if (which.equals("equal")) {
            boolean yes = plan.relation() == Plan.Relation.EQUAL;
            boolean no = plan.relation() == Plan.Relation.IS_LARGER || plan.relation() == Plan.Relation.IS_SMALLER;
            return (yes ? "Yes: " : no ? "No: " : "") + a + " and " + b + " are equal.";
        }
        return switch (plan.relation()) {
            case LARGER -> larger + " is larger than " + smaller + ".";
            case SMALLER -> smaller + " is smaller than " + larger + ".";
            case IS_LARGER -> (firstLarger ? "Yes: " : "No: ") + larger + " is larger than " + smaller + ".";
            case IS_SMALLER -> (firstLarger ? "No: " : "Yes: ") + smaller + " is smaller than " + larger + ".";
            case EQUAL -> "No: " + larger + " is larger than " + smaller + ".";
        };
    }

    private static String changed(Plan.Change plan) {
        String name = name(plan.source());
        return switch (plan.way()) {
            case REVERSE -> capital(name) + " backwards";
            case REVERSE_WORDS -> capital(name) + " with its words in reverse order";
            case UPPER -> capital(name) + " in upper case";
            case LOWER -> capital(name) + " in lower case";
            case TITLE -> capital(name) + " with capital initials";
            case SORT_LETTERS -> "The letters of " + name + ", sorted";
            case SORT_ITEMS -> "Sorted";
            case SORT_ITEMS_DOWN -> "Sorted from last to first";
            case DISTINCT -> "The different characters of " + name;
            case SPELL -> capital(name) + ", letter by letter";
        };
    }

    private static String way(Plan.Change plan) {
        return switch (plan.way()) {
            case REVERSE -> "reverse";
            case REVERSE_WORDS -> "reverse the words of";
            case UPPER -> "write in upper case:";
            case LOWER -> "write in lower case:";
            case TITLE -> "capitalise";
            case SORT_LETTERS -> "sort the letters of";
            case SORT_ITEMS, SORT_ITEMS_DOWN -> "sort";
            case DISTINCT -> "find the different characters of";
            case SPELL -> "spell";
        };
    }

    private static String wanted(Plan.CountText plan) {
        return (plan.unit() == Unit.WORD ? "the word " : "") + "\"" + plan.wanted() + "\"";
    }

    private static String name(Source source) {
        return switch (source) {
            case Source.Literal s ->
                s.text().length() > 60 || s.text().contains("\n") ? "the text" : "\"" + s.text() + "\"";
            case Source.Message s -> "your message";
            case Source.Rest s -> "the text";
            case Source.Document s -> s.name().substring(1, s.name().length() - 1);
            case Source.Digits s -> s.expression().replace("**", "^").replaceAll("factorial\\((\\d+)\\)", "$1!");
            case Source.Missing s -> "the text";
        };
    }

    private static String kind(Kind kind, String count) {
        String plural = switch (kind) {
            case CHARACTERS -> "characters";
            case LETTERS -> "letters";
            case WORDS -> "words";
            case LINES -> "lines";
            case SENTENCES -> "sentences";
            case PARAGRAPHS -> "paragraphs";
            case VOWELS -> "vowels";
            case CONSONANTS -> "consonants";
            case DIGITS -> "digits";
            case SPACES -> "spaces";
            case CAPITALS -> "upper-case letters";
            case SMALL_LETTERS -> "lower-case letters";
            case DISTINCT_LETTERS -> "different letters";
            case DISTINCT_WORDS -> "different words";
        };
        return count.equals("1") ? plural.substring(0, plural.length() - 1) : plural;
    }

    private static String note(Kind kind) {
        return switch (kind) {
            case CHARACTERS -> " (every character counts, blanks too)";
            case WORDS -> " (separated by white space)";
            case VOWELS -> " (a, e, i, o, u)";
            case CONSONANTS -> " (letters other than a, e, i, o, u)";
            case SENTENCES -> " (ended by . ! or ?)";
            case DISTINCT_LETTERS, DISTINCT_WORDS -> " (upper and lower case alike)";
            case LETTERS, LINES, PARAGRAPHS, DIGITS, SPACES, CAPITALS, SMALL_LETTERS -> "";
        };
    }

    private static String operation(Operation operation) {
        return switch (operation) {
            case SUM -> "sum";
            case PRODUCT -> "product";
            case MEAN -> "mean";
            case MEDIAN -> "median";
            case MINIMUM -> "minimum";
            case MAXIMUM -> "maximum";
            case SORT, SORT_DOWN -> "order";
            case HOW_MANY -> "number";
        };
    }

    private static String position(Plan.Pick plan) {
        int n = plan.position();
        String part = part(plan.part());
        return n == -1
                ? "the last " + part
                : n < 0 ? "the " + ordinal(-n) + " " + part + " from the end" : "the " + ordinal(n) + " " + part;
    }

    private static String ordinal(int n) {
        String digits = String.valueOf(n);
        boolean teen = digits.matches(".*1\\d");
        char last = digits.charAt(digits.length() - 1);
        return digits + (teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th");
    }

    private static String part(Part part) {
        return part == Part.WORD ? "word" : "letter";
    }

    static String date(Plan.Day day) {
        return String.format("%04d-%02d-%02d", day.year(), day.month(), day.dayOfMonth());
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    @Override
    public String doubt(Doubt doubt) {
        return switch (doubt) {
            case DATE_ORDER ->
                "I am not sure which number is the day and which the month. Please write dates like 2024-03-01.";
            case DATE_YEAR -> "I need the year of each date, for example 2024-03-01, since leap years matter.";
            case NO_TEXT ->
                "I am not sure which text you mean. Put it in quotes, for example: how many r's are in \"strawberry\"?";
            case NO_DOCUMENT -> "No document is attached. Attach one with `--document FILE`, or pipe a text in.";
            case MANY_DOCUMENTS ->
                "Several documents are attached, and I am not sure which one you mean. Please name it.";
            case UNCLEAR_TEXT -> "I am not sure which text you mean. If you mean those very words, put them in quotes.";
            case TOO_LONG -> "This text is too long for a message. Attach it with `--document FILE`, or pipe it in.";
            case TOO_LARGE_POSITION -> "I do not understand that position. Positions start at 1.";
        };
    }

    @Override
    public String unknown() {
        return "I am not sure that I understand this question, so I leave it unanswered. " + help();
    }

    @Override
    public String help() {
        return """
            I am jupan's offline model: not a language model, but a small planner that writes Python and reads the result. I can:

            - count letters, words or pieces of text: "How many r's are in strawberry?"
            - pick letters, reverse, sort, change case: "Every third letter of ubiquitous"
            - do arithmetic of any size: "2 to the power of 100", "15% of 80"
            - compare numbers, add up lists, find means: "Which is larger, 9.11 or 9.9?"
            - work with dates: "How many days are between 2024-03-01 and 2024-12-25?"
            - do the same over attached documents

            For everything else, connect a real model:

            """ + Phrases.models();
    }

    @Override
    public String unknownAgain() {
        return "I am not sure that I understand this question either, so I leave it unanswered.";
    }

    @Override
    public String codeIsOff() {
        return "I am jupan's offline model, a small planner that can answer with code only, and code is off. Use the"
                + " mode `code`, or connect a real model:\n\n"
                + Phrases.models();
    }

    @Override
    public String failed(String why) {
        Failure failure = Failure.of(why);
        return switch (failure.cause()) {
            case NO_SUCH_DATE -> "There is no such date, so I have no answer.";
            case DIVISION_BY_ZERO -> "This divides by zero, so there is no answer.";
            case NO_SUCH_POSITION -> "The text is too short for that position, so I have no answer.";
            case NOTHING_THERE -> "There is nothing of that kind in the text, so I have no answer.";
            case TOO_LARGE -> "The result is too large to work out, so I have no answer.";
            case TIME ->
                failure.seconds().isEmpty()
                        ? "The code took too long and was stopped, so I have no answer."
                        : "The code was stopped after " + failure.seconds()
                                + " s, so I have no answer; a longer deadline may help.";
            case MEMORY -> "The code needed more memory than it may use, so I have no answer.";
            case OUTPUT -> "The result is too long to print, so I have no answer.";
            case STOPPED -> "The code was stopped before it ended, so I have no answer.";
            case NOT_ALLOWED -> "You did not allow the code to run, so I have no answer.";
            case OTHER -> "The code did not come to a result, so I have no answer.";
        };
    }

    @Override
    public String unexpected(String first) {
        return "The run gave something other than I expected (" + Phrases.shortened(first)
                + "), so I do not answer from it.";
    }
}
