package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Source.Reason;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the text that a piece of a sentence means: itself, the message, an attached document, the text before.
final class Places {

    private static final int LONG = 80;
    private static final Pattern DOCUMENT =
            Phrase.pattern("(?:(?:the|this|that|my|our|whole|entire|attached|given|full) )*(?:attached"
                + " )?(?:document|documents|file|files|book|text|attachment|novel|story|article|essay|poem|page|text"
                + " file)|(?:이|그|저|첨부된?|첨부한|전체|주어진|위) ?(?:문서|파일|책|텍스트|글|소설|본문|첨부 ?파일)|문서|파일|책|텍스트|본문|첨부 ?파일|소설|글");
    private static final Pattern MESSAGE =
            Phrase.pattern("(?:this|my|the) (?:sentence|message|question|prompt)|이 ?(?:문장|메시지|질문|말)|제 질문|내 질문");
    private static final Pattern BEFORE =
            Phrase.pattern("it|that|this|this one|that one|there|(?:the|this|that|same|the same)"
                    + " (?:word|text|phrase|string|name)|그것|그거|거기|여기|이것|이거|그 ?(?:단어|말|문장|글자)|같은 ?단어|이 ?단어");
    private static final Pattern VAGUE =
            Phrase.pattern("(?:the|a|an|my|your|our|their|his|her|every|each|all|any|some|most|these|those|this|that)"
                    + " .*|(?:우리|내|제|너의|네|모든) .*");

    /// Words that say more about the question than a text that nobody put in quotes would hold.
    private static final Pattern MORE = Phrase.pattern(
            "(?<!\\w)(?:if|by|when|without|except|excluding|ignoring|minus|according|average|approximately|roughly|combined|using|because|removing|from"
                + " the end)(?!\\w)|빼면|빼고|뺀|제외|만약|없으면|하면|길이");
    private static final Pattern SEVERAL = Phrase.pattern(",|(?<!\\w)(?:and|or)(?!\\w)");
    private static final Pattern LISTED = Phrase.pattern("(?<!\\w)(?:words|items|names|list)(?!\\w)|and|단어|목록|이름|:");
    /// A Korean particle that a pattern had no place for, behind a word that is not Korean.
    private static final Pattern PARTICLE = Phrase.pattern("^([\\p{IsLatin}\\d'-]+)(?:은|는|이|가|을|를|의|이라는|라는)$");

    private final Sentence sentence;
    private final Context context;

    Places(Sentence sentence, Context context) {
        this.sentence = sentence;
        this.context = context;
    }

    /// @param said the words that name the text, or nothing where the sentence does not name any
    /// @param announced whether a word such as "the word" or a colon stood before: then even odd words are meant
    Source find(@Nullable String said, Announced announced) {
        if (said == null || said.isBlank()) {
            return unnamed();
        }
        Item item = sentence.item(said);
        boolean mayBeName = announced == Announced.NO || announced == Announced.LIST;
        String document = mayBeName ? documentNamed(item.text()) : null;
        if (document != null) {
            return new Source.Document(document);
        }
        if (item.text().isEmpty()) {
            return new Source.Missing(Reason.NO_TEXT);
        }
        if (item.quoted() || announced == Announced.YES) {
            return literal(item, announced);
        }
        boolean holdsQuotes = item.text().length() > said.strip().length();
        if (announced == Announced.PHRASE || announced == Announced.WORD) {
            boolean more = announced == Announced.WORD
                    ? !item.isOneWord() || holdsQuotes
                    : holdsQuotes || MORE.matcher(item.text()).find() || isSeveralWords(item.text());
            return more ? new Source.Missing(Reason.UNCLEAR_TEXT) : literal(item, announced);
        }
        if (MESSAGE.matcher(item.text()).matches()) {
            return new Source.Message();
        }
        if (BEFORE.matcher(item.text()).matches()) {
            return unnamed();
        }
        if (DOCUMENT.matcher(item.text()).matches()) {
            return document();
        }
        Expression expression = Arithmetic.parse(item.text());
        if (expression != null && !(expression instanceof Expression.Numeral) && Expressions.staysWhole(expression)) {
            return new Source.Digits(Expressions.python(expression));
        }
        boolean unclear = !item.isOneWord() && (announced == Announced.NO || !isList(item.text()));
        if (unclear
                || (holdsQuotes && announced == Announced.NO)
                || VAGUE.matcher(item.text()).matches()) {
            return new Source.Missing(Reason.UNCLEAR_TEXT);
        }
        return literal(item, announced);
    }

    /// "The words onion and banana": whether the "and" is counted too cannot be told.
    private boolean isSeveralWords(String text) {
        return SEVERAL.matcher(text).find()
                && sentence.text().toLowerCase(Locale.ROOT).contains("words");
    }

    private boolean isList(String text) {
        boolean listed = text.contains(",") || LISTED.matcher(sentence.text()).find();
        return listed && !text.contains(":") && !MORE.matcher(text).find();
    }

    enum Announced {
        /// By a colon: whatever follows is the text.
        YES,
        /// By a noun for several words, such as "the phrase".
        PHRASE,
        /// By a noun for one word.
        WORD,
        /// Several things in a row, where "and" is one of the signs between them.
        LIST,
        NO;

        private static final Pattern WORDS = Phrase.pattern(
                ".*(?:words|phrase|sentence|string|text|title|expression|quote|message|following|these|this|문장|말|문자열|텍스트|구절|글(?!자)).*");
        private static final Pattern ONE = Phrase.pattern(".*(?:word|name|term|number|value|낱말)[:?]? ?");

        /// What the words before or behind a text say of it.
        static Announced by(String cue) {
            if (cue.isBlank()) {
                return NO;
            }
            String said = cue.strip();
            if (said.endsWith(":") || said.endsWith("?")) {
                return YES;
            }
            return !ONE.matcher(said).matches() && WORDS.matcher(said).matches() ? PHRASE : WORD;
        }
    }

    private Source literal(Item item, Announced announced) {
        String text = item.text();
        String message = sentence.original();
        if (!item.quoted()) {
            text = PARTICLE.matcher(text).replaceFirst("$1");
            int at = message.lastIndexOf(text);
            boolean afterColon = at > 0
                    && (message.charAt(at - 1) == '\n'
                            || message.substring(0, at).stripTrailing().endsWith(":"));
            if (afterColon) {
                String whole = message.substring(at).strip();
                boolean rest =
                        whole.length() - text.length() <= sentence.ending().length();
                text = rest ? whole : text;
            }
        }
        if (text.length() > LONG || text.contains("\n")) {
            for (String mark : List.of(":", "\n")) {
                int at = message.indexOf(mark);
                if (at >= 0 && message.substring(at + 1).strip().equals(text)) {
                    return new Source.Rest(mark);
                }
            }
        }
        return new Source.Literal(text, !item.quoted() && announced == Announced.NO);
    }

    private Source unnamed() {
        Source before = context.earlier() == null ? null : Sources.of(context.earlier());
        if (before instanceof Source.Literal || before instanceof Source.Document || before instanceof Source.Digits) {
            return before;
        }
        return context.documents().isEmpty() ? new Source.Missing(Reason.NO_TEXT) : document();
    }

    private Source document() {
        return switch (context.documents().size()) {
            case 0 -> new Source.Missing(Reason.NO_DOCUMENT);
            case 1 -> new Source.Document(context.documents().getFirst());
            default -> new Source.Missing(Reason.MANY_DOCUMENTS);
        };
    }

    private @Nullable String documentNamed(String text) {
        for (String name : context.documents()) {
            String plain = name.substring(1, name.length() - 1);
            String stem = plain.contains(".") ? plain.substring(0, plain.lastIndexOf('.')) : plain;
            String said = text.replace("\"", "");
            boolean called = said.toLowerCase(Locale.ROOT).endsWith(" " + plain.toLowerCase(Locale.ROOT))
                    && DOCUMENT.matcher(said.substring(0, said.length() - plain.length() - 1))
                            .matches();
            if (said.equalsIgnoreCase(plain)
                    || called
                    || (stem.length() > 2
                            && said.equalsIgnoreCase(stem)
                            && !sentence.text().contains("word"))) {
                return name;
            }
        }
        return null;
    }
}
