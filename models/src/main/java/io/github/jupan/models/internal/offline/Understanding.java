package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Doubt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From a question to a plan: the first reader that understands the whole sentence has it.
final class Understanding {

    /// Beyond this many characters a text belongs into a document.
    private static final int LONGEST = 20_000;

    private static final List<Reader> READERS = List.of(
            new DateReader(),
            new NumberReader(),
            new ArithmeticReader(),
            new CountReader(),
            new KoreanCountReader(),
            new CjkCountReader(),
            new TextReader(),
            new KoreanTextReader(),
            new FollowUpReader());

    private Understanding() {}

    static Optional<Plan> of(Sentence sentence, Context context) {
        if (sentence.original().length() > LONGEST) {
            return Optional.of(new Plan.Unclear(Doubt.TOO_LONG));
        }
        if (sentence.original().matches("(?s).*[\uE000-\uE0FF\uF000].*")) {
            return Optional.empty();
        }
        try {
            return READERS.stream()
                    .flatMap(reader -> reader.read(sentence, context).stream())
                    .findFirst()
                    .map(plan -> checked(plan, sentence));
        } catch (Patience.LostException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Plan checked(Plan plan, Sentence sentence) {
        Source source = Sources.of(plan);
        if (source instanceof Source.Missing missing) {
            return new Plan.Unclear(doubt(missing.reason()));
        }
        boolean doubtful = source != null
                && (Doubtful.names(plan, source) || Doubtful.leavesQuotes(plan, source, sentence.quoted()));
        return doubtful ? new Plan.Unclear(Doubt.UNCLEAR_TEXT) : plan;
    }

    /// The plan of the last question before this one that was understood.
    static @Nullable Plan earlier(List<String> questions, List<String> documents) {
        Plan plan = null;
        for (String question : questions) {
            Optional<Plan> next = of(Sentence.of(question), new Context(documents, plan));
            plan = next.filter(p -> !(p instanceof Plan.Unclear)).orElse(plan);
        }
        return plan;
    }

    private static Doubt doubt(Source.Reason reason) {
        return switch (reason) {
            case NO_TEXT -> Doubt.NO_TEXT;
            case NO_DOCUMENT -> Doubt.NO_DOCUMENT;
            case MANY_DOCUMENTS -> Doubt.MANY_DOCUMENTS;
            case UNCLEAR_TEXT -> Doubt.UNCLEAR_TEXT;
        };
    }
}
