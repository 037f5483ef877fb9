package io.github.jupan.models.internal.offline;

import java.util.List;

/// A question that was understood: one record for each kind of question.
sealed interface Plan {

    /// How often a piece of text occurs.
    record CountText(Source source, String wanted, Unit unit, Case letterCase) implements Plan {}

    /// How many letters, words, lines, … there are.
    record CountKind(Source source, Kind kind) implements Plan {}

    /// The n-th letter or word, from the end when negative.
    record Pick(Source source, int position, Part part) implements Plan {}

    /// Every n-th letter or word: the n-th, the 2n-th, …
    record EveryNth(Source source, int step, Part part) implements Plan {}

    /// The first few letters or words, or the last few when negative.
    record Take(Source source, int count, Part part) implements Plan {}

    /// The text made into another text.
    record Change(Source source, Way way) implements Plan {}

    record Palindrome(Source source) implements Plan {}

    record Contains(Source source, String wanted) implements Plan {}

    record MostCommon(Source source, Part part) implements Plan {}

    record LongestWord(Source source, Extreme extreme) implements Plan {}

    /// @param spoken the expression as it is said back
    record Calculate(Expression expression, String spoken) implements Plan {}

    record Compare(Expression first, Expression second, Relation relation) implements Plan {}

    record Aggregate(Numbers numbers, Operation operation) implements Plan {}

    record DaysBetween(Day first, Day second) implements Plan {}

    record Weekday(Day day) implements Plan {}

    record DayShift(Day day, int days) implements Plan {}

    /// The question is one of ours, but something in it can be read in two ways or is missing.
    record Unclear(Doubt doubt) implements Plan {}

    enum Unit {
        TEXT,
        WORD,
        /// A word by the look of it; nobody said so, and pieces of longer words may be meant.
        PERHAPS_WORD,
        JAMO
    }

    enum Case {
        AS_WRITTEN,
        IGNORED
    }

    enum Part {
        LETTER,
        WORD
    }

    enum Extreme {
        MOST,
        LEAST
    }

    enum Kind {
        CHARACTERS,
        LETTERS,
        WORDS,
        LINES,
        SENTENCES,
        PARAGRAPHS,
        VOWELS,
        CONSONANTS,
        DIGITS,
        SPACES,
        CAPITALS,
        SMALL_LETTERS,
        DISTINCT_LETTERS,
        DISTINCT_WORDS
    }

    enum Way {
        REVERSE,
        REVERSE_WORDS,
        UPPER,
        LOWER,
        TITLE,
        SORT_LETTERS,
        SORT_ITEMS,
        SORT_ITEMS_DOWN,
        DISTINCT,
        SPELL
    }

    enum Operation {
        SUM,
        PRODUCT,
        MEAN,
        MEDIAN,
        MINIMUM,
        MAXIMUM,
        SORT,
        SORT_DOWN,
        HOW_MANY
    }

    enum Relation {
        LARGER,
        SMALLER,
        IS_LARGER,
        IS_SMALLER,
        EQUAL
    }

    enum Doubt {
        DATE_ORDER,
        DATE_YEAR,
        NO_TEXT,
        NO_DOCUMENT,
        MANY_DOCUMENTS,
        UNCLEAR_TEXT,
        TOO_LONG,
        TOO_LARGE_POSITION
    }

    /// A date as written; whether there is such a day is for Python to say.
    record Day(int year, int month, int dayOfMonth) {}

    /// Where an aggregate's numbers come from.
    sealed interface Numbers {
        record Listed(List<String> numbers) implements Numbers {
            public Listed {
                numbers = List.copyOf(numbers);
            }
        }

        record Range(String from, String to) implements Numbers {}

        record In(Source source) implements Numbers {}
    }
}
