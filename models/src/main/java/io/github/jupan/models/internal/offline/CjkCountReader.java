package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Counting.Cue;
import io.github.jupan.models.internal.offline.Counting.Pieces;
import io.github.jupan.models.internal.offline.Places.Announced;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Counting in Chinese and Japanese: a quoted or Latin piece, and the characters behind it that say what it is.
final class CjkCountReader implements Reader {

    private static final String PIECE = Phrase.QUOTED + "|[\\p{IsLatin}\\d'-]+";
    private static final String HAY = "(?<hay>" + PIECE + ")";
    private static final String NEEDLE = "(?<needle>" + PIECE + ")";
    private static final String HOW_MANY = "(?:有多少个?|有几个|总共有几个|有多少|多少个?|几个|出现了?(?:多少|几)次|的(?:个数|数量|次数))";

    private static final List<Pattern> SHAPES = List.of(
            Phrase.pattern("(?:数一下|请?数数|统计|计算)? ?(?:单词)?" + HAY + " ?(?:这个词|这个单词|单词|一词)? ?(?:中|里|里面|当中|之中)(?:的|里)? ?"
                    + HOW_MANY + "?(?:字母)? ?" + NEEDLE + "(?:字母)?(?:的(?:个数|数量|次数))?(?:有几个|有多少个?|出现了?(?:多少|几)次|是多少)?"),
            Phrase.pattern("(?:字母)?" + NEEDLE + " ?在 ?(?:单词)?" + HAY + " ?(?:中|里|里面)?" + HOW_MANY),
            Phrase.pattern(HAY + "(?:という|って)?(?:単語|言葉|文字列)? ?(?:の中)?(?:に|には|の中で|では|で) ?(?:文字)?" + NEEDLE
                    + "(?:という文字)?(?:は|が|の文字は)? ?(?:何個|何回|いくつ|何文字).*"),
            Phrase.pattern(HAY + "(?:の中)?の ?" + NEEDLE + "(?:の数|の個数)(?:は|を).*"));

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        if (sentence.language() != Language.CHINESE && sentence.language() != Language.JAPANESE) {
            return Optional.empty();
        }
        return SHAPES.stream()
                .flatMap(shape -> sentence.match(shape).stream())
                .flatMap(m -> Counting.plan(
                        sentence,
                        context,
                        new Pieces(m.group("hay"), Announced.YES, m.group("needle"), "", "", Cue.AMOUNT))
                        .stream())
                .findFirst();
    }
}
