package io.github.jupan.models.internal.offline;

import static io.github.jupan.models.internal.offline.Phrase.group;

import io.github.jupan.models.internal.offline.Counting.Cue;
import io.github.jupan.models.internal.offline.Counting.Pieces;
import io.github.jupan.models.internal.offline.Places.Announced;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// "…에 …이 몇 개": particles behind a word say what it does in the sentence, in any order.
final class KoreanCountReader implements Reader {

    static final String CUE = "(?: ?(?:이라는|라는|란|이란))? ?(?:영어 ?|영)?(?:단어|글자|문장|말|낱말|문자열|텍스트|이름|구절|숫자|수)";
    static final String THIS = "(?:이|그|저|위|내|제|네|우리|나의|너의|너|당신의?) ?(?:문장|단어|글자|텍스트|글|말|메시지|질문|낱말|문서|파일|책|이름)";
    static final String HAY =
            "(?:(?:영어 )?(?:단어|문장|문자열|텍스트|낱말|말|글|이름)(?:인|:)? )?(?<hay>" + THIS + "|\\S.*?)(?:(?<cue>" + CUE + "))??";
    static final String IN = " ?(?:안|속|중|가운데)? ?(?:에서는|에서|에는|에선|에|엔|의|중에서?|안에|속에)";
    private static final String THERE = "(?: ?(?:들어 ?있는|들어간|들어가는|나오는|나온|포함된|있는|등장하는|쓰인|사용된|적힌|는|은))?";
    private static final String AMONG = "(?: ?(?:알파벳|글자|문자|철자))?";
    private static final String UNIT = "(?:(?<unit>(?:대문자|소문자|알파벳|글자|문자|철자|단어|낱말|숫자|기호)) )?";
    private static final String BEHIND = "(?:(?: ?(?:이라는|라는|란|이란))? ?(?<behind>글자|문자|단어|낱말|철자|자(?=[는가를의])|알파벳|숫자))?";
    private static final String NEEDLE =
            UNIT + "(?<needle>" + Phrase.QUOTED + "|\\S+?(?: \\S+?){0,3}?)" + BEHIND + " ?(?:은|는|이|가|을|를|의|도|들이)??";
    private static final String KIND = "(?!자(?!음|리|릿수))(?<kind>" + Needle.kinds() + ")(?:들)? ?(?:은|는|이|가|을|를|의|도)?";
    private static final String COUNT = "(?:(?:총|모두|전부|다|각각|대체|도대체|과연|전체|나오는|등장하는|들어 ?있는|있는|나온|출현) )*"
            + "(?:몇 ?(?:개|번|회|차례|군데|글자|자|마리|줄|단어|문장|행|자리)|개수|갯수|횟수|빈도(?:수)?|출현 ?횟수|등장 ?횟수|나오는 ?횟수|얼마나|수|수량|숫자|총 ?개수)";
    static final String END = " ?(?:(?:가|는|은|을|를|나|이나|씩|만)?(?: (?:모두|총|전부|다|들어|포함되어|포함돼|쓰여|나타나|나와|좀|한번|정도|번|더))*"
            + " ?(?:있|나오|나와|나왔|나옵|나타|등장|들어|포함|쓰였|쓰이|쓰여|사용|세어|세줘|세"
            + " |셀|센|헤아|알려|말해|구해|출력|인가|이야|야|니|이지|지|일까|입니|이에|예요|이니|인지|돼|되|될|가르쳐|궁금|찾아|계산|보여|카운트|이냐|냐|임|이죠|죠|존재)[가-힣"
            + " ]*)?(?:가|는|은|을|를|나|요)?";

    /// A question on what is not there, or on a text that is changed first.
    private static final Pattern OTHERWISE = Phrase.pattern("[^:]*(?:뺀|빼고|빼면|제외|않|아닌|없는|(?:어|말|글)로 )[^:]*");
    private static final String SAY = "(?:세어|세 ?줘|세줘|세봐|헤아려|카운트|세라|세시오|세주세요|세어주세요)[가-힣 ]*";

    private static final String FOLLOWING = "(?:다음|아래)(?:의)? ?(?:문장|글|텍스트|단어|문자열)" + IN + " ?";
    private static final String COLON = " ?(?<cue>[:?]) ?(?<hay>\\S.*)";

    private final List<Pattern> kinds = List.of(
            Phrase.pattern(FOLLOWING + KIND + " ?" + COUNT + END + COLON),
            Phrase.pattern(HAY + IN + THERE + "(?: ?있는)? ?" + KIND + " ?" + COUNT + END),
            Phrase.pattern(HAY + " ?(?:은|는|이|가) (?:총 |모두 |전부 )?" + "몇 ?(?<kind>글자|자|단어|문장|줄|행|문단|자리|음절|어절)" + END),
            Phrase.pattern(HAY + "(?:의| 의)? ?(?<kind>" + Needle.kinds() + ") ?(?:수|개수|갯수|의 ?수|의 ?개수)" + END),
            Phrase.pattern(HAY + IN + THERE + " ?" + KIND + " ?" + SAY),
            Phrase.pattern("(?<hay>)(?<cue>)" + KIND + " ?" + COUNT + END),
            Phrase.pattern("(?<hay>)(?<cue>)(?:총 |모두 |전부 )?몇 ?(?<kind>글자|자|단어|문장|줄|행|문단|자리)" + END));
    private final List<Pattern> needles = List.of(
            Phrase.pattern(FOLLOWING + NEEDLE + " ?" + COUNT + END + COLON),
            Phrase.pattern(HAY + IN + THERE + AMONG + " " + NEEDLE + " ?" + COUNT + END),
            Phrase.pattern(HAY + IN + THERE + AMONG + " ?" + NEEDLE + " ?" + COUNT + END),
            Phrase.pattern(NEEDLE + " " + HAY + IN + " ?" + COUNT + END),
            Phrase.pattern(HAY + IN + THERE + AMONG + " ?" + NEEDLE + " ?" + SAY),
            Phrase.pattern(HAY + "(?<!라는) " + NEEDLE + " ?" + COUNT + END),
            Phrase.pattern("(?<hay>)(?<cue>)" + NEEDLE + " ?" + COUNT + END),
            Phrase.pattern("(?<hay>)(?<cue>)" + NEEDLE + " ?" + SAY));

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        if (!sentence.isKorean() || OTHERWISE.matcher(sentence.text()).matches()) {
            return Optional.empty();
        }
        for (Pattern pattern : kinds) {
            Optional<Plan> plan = sentence.match(pattern)
                    .flatMap(m -> Counting.plan(sentence, context, pieces(m, m.group("kind"), "", Cue.AMOUNT)));
            if (plan.isPresent()) {
                return plan;
            }
        }
        for (Pattern pattern : needles) {
            Optional<Plan> plan = sentence.match(pattern)
                    .flatMap(m -> Counting.plan(
                            sentence,
                            context,
                            pieces(m, m.group("needle"), group(m, "unit") + group(m, "behind"), cue(sentence))));
            if (plan.isPresent()) {
                return plan;
            }
        }
        return Optional.empty();
    }

    private static Pieces pieces(Matcher match, String needle, String unit, Cue cue) {
        Announced announced = Announced.by(group(match, "cue"));
        return new Pieces(group(match, "hay"), announced, needle, "", unit, cue);
    }

    private static Cue cue(Sentence sentence) {
        boolean occurrences = sentence.text().matches("(?s).*(?:몇\\s*번|몇\\s*회|횟수|빈도|등장|나오|나와|나옵).*");
        return occurrences ? Cue.OCCURRENCES : Cue.AMOUNT;
    }
}
