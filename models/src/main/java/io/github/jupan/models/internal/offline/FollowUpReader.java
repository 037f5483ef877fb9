package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.CountText;
import java.util.Optional;
import java.util.regex.Pattern;

/// "What about e?" after a question that counted: the same once more, with one piece exchanged.
final class FollowUpReader implements Reader {

    private static final String THE = "(?:the )?(?:letter |character )?";
    private static final Pattern NEEDLE =
            Phrase.pattern("(?:(?:what|how) about|about)? ?" + THE + "(?<needle>" + Phrase.QUOTED
                    + "|\\S)(?:'s|’s|s)?|(?<korean>" + Phrase.QUOTED + "|\\S)(?:은|는|도)(?: ?(?:요|몇 ?개|몇 ?번)[가-힣]*)?");
    private static final Pattern PLACE = Phrase.pattern("(?:(?:what|how) about )?(?:in|for) (?:the word )?(?<place>"
            + Phrase.QUOTED + "|[\\w-]+)|(?<korean>" + Phrase.QUOTED + "|[^\\s]+?)(?:에는|에서는|에선|은|는)(?:요)?");

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        if (!(context.earlier() instanceof CountText earlier)) {
            return Optional.empty();
        }
        Optional<Plan> needle = sentence.match(NEEDLE)
                .map(m -> m.group("needle") == null ? m.group("korean") : m.group("needle"))
                .map(said -> new CountText(
                        earlier.source(), sentence.item(said).text(), Plan.Unit.TEXT, earlier.letterCase()));
        return needle.isPresent()
                ? needle
                : sentence.match(PLACE)
                        .map(m -> m.group("place") == null ? m.group("korean") : m.group("place"))
                        .map(said -> new Places(sentence, context).find(said, Places.Announced.NO))
                        .map(source -> new CountText(source, earlier.wanted(), earlier.unit(), Plan.Case.IGNORED));
    }
}
