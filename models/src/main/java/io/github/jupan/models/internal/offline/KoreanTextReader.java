package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Extreme;
import io.github.jupan.models.internal.offline.Plan.Kind;
import io.github.jupan.models.internal.offline.Plan.Way;
import io.github.jupan.models.internal.offline.TextReader.Asked;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Korean questions on a text's letters.
final class KoreanTextReader implements Reader {

    private static final String N = "(?<n>" + NumberWords.koreanCountPattern() + ")";
    private static final String PART = "(?<part>글자|문자|철자|알파벳|단어|낱말|어절|자)";
    private static final String HAY = "(?:(?:영어 )?(?:단어|문장|문자열|텍스트|낱말)(?:인|:)? )?(?<hay>" + KoreanCountReader.THIS
            + "|\\S.*?)(?:(?<cue>" + KoreanCountReader.CUE + "))??";
    private static final String IN = "(?:" + KoreanCountReader.IN + "| )";
    private static final String OBJECT = "(?:을|를|은|는|이|가)?";
    private static final String DO = "(?: ?(?:줘|주세요|만|씩|하나씩|골라|뽑아|모아|다시|모두|전부|를|을|은|는|이|가|로|으로))*"
        + " ?(?:(?:출력|써|쓰|적어|적|보여|알려|말해|뽑|골라|추출|나열|구해|바꿔|바꾸|변환|변경|만들|정렬|배열|뒤집|돌려|해|하|무엇|뭐|뭘|뭔|어떻게|어떤|인가|야|입니|이야|인지|될|되|읽|나와|찾아|이지|지|얼마)[가-힣"
        + " ]*)?";

    private record Shape(Pattern pattern, Function<Asked, Plan> meaning) {}

    private final List<Shape> shapes = List.of(
            shape(HAY + IN + " ?(?:매 ?)?" + N + " ?번째 ?" + PART + " ?마다" + DO, TextReader::everyNth),
            shape(HAY + IN + " ?(?:매 ?)" + N + " ?번째 ?" + PART + DO, TextReader::everyNth),
            shape(
                    HAY + IN + " ?" + N + " ?(?:번째|" + PART
                            + ") ?(?:마다|씩 ?(?:건너|띄어|뛰어)[가-힣]*)(?: ?(?:한|하나|1) ?(?:글자|개|자)?씩)?(?: ?(?:글자|문자))?" + DO,
                    TextReader::everyNth),
            shape(
                    HAY + IN + " ?(?:뒤|끝|마지막)(?:에서|부터|에서부터) ?" + N + " ?번째 ?(?:" + PART + ")?" + DO,
                    a -> TextReader.pick(a, -1)),
            shape(
                    HAY + IN + " ?(?:앞에서 ?)?" + N + " ?번째 ?(?:로 ?(?:오는|나오는) ?)?(?:" + PART + ")?" + DO,
                    a -> TextReader.pick(a, 1)),
            shape(HAY + IN + " ?(?<n>마지막|첫) ?" + PART + DO, a -> TextReader.pick(a, 1)),
            shape(HAY + IN + " ?(?:처음|앞|앞의|앞에서|앞부터|첫) ?" + N + " ?(?:" + PART + "|개)" + DO, a -> TextReader.take(a, 1)),
            shape(
                    HAY + IN + " ?(?:마지막|끝|뒤|뒤에서|끝에서|끝의|뒤의) ?" + N + " ?(?:" + PART + "|개)" + DO,
                    a -> TextReader.take(a, -1)),
            shape(
                    HAY + "(?:의)? ?(?:단어|낱말|어절)(?:의)? ?순서" + OBJECT + " ?(?:거꾸로|뒤집|역순|반대)[가-힣]*" + DO,
                    a -> TextReader.change(a, Way.REVERSE_WORDS)),
            shape(
                    HAY + "(?:의 ?(?:글자|문자|철자)(?: ?순서)?)?" + OBJECT
                            + " ?(?:거꾸로|뒤집어서|뒤집어|뒤집으면|뒤집은|뒤집기|역순으로|역순|반대로|뒤에서부터|거꾸로 하면)" + DO,
                    a -> TextReader.change(a, Way.REVERSE)),
            shape(
                    HAY + "(?:의)? ?(?:길이|글자 ?수|문자 ?수|글자의 ?수|글자 ?개수)" + KoreanCountReader.END,
                    a -> new Plan.CountKind(a.source(), Kind.CHARACTERS)),
            shape(HAY + OBJECT + " ?(?:얼마나 ?(?:길|긴)[가-힣]*)", a -> new Plan.CountKind(a.source(), Kind.CHARACTERS)),
            shape(
                    HAY + "의 ?(?:글자|문자|철자|알파벳)(?:들)?" + OBJECT
                            + " ?(?:알파벳 ?순(?:서)?|가나다 ?순(?:서)?|사전 ?순(?:서)?|순서대로|오름차순)?(?:으로|대로)? ?(?:정렬|배열|나열)[가-힣 ]*",
                    a -> TextReader.change(a, Way.SORT_LETTERS)),
            shape(
                    "(?:다음 ?)?(?:단어(?:들)?|목록)?[을를]?:? ?" + HAY + OBJECT
                            + " ?(?:내림차순|역순|알파벳 ?역순)(?:으로)? ?(?:정렬|배열|나열)[가-힣 ]*",
                    a -> TextReader.change(a, Way.SORT_ITEMS_DOWN)),
            shape(
                    "(?:다음 ?)?(?:단어(?:들)?|목록)?[을를]?:? ?" + HAY + OBJECT
                            + " ?(?:알파벳 ?순(?:서)?|가나다 ?순(?:서)?|사전 ?순(?:서)?|순서대로|오름차순)?(?:으로|대로)? ?(?:정렬|배열)[가-힣 ]*",
                    KoreanTextReader::sorted),
            shape(HAY + OBJECT + " ?(?:모두 ?|전부 ?|다 ?)?대문자(?:로)?" + DO, a -> TextReader.change(a, Way.UPPER)),
            shape(HAY + OBJECT + " ?(?:모두 ?|전부 ?|다 ?)?소문자(?:로)?" + DO, a -> TextReader.change(a, Way.LOWER)),
            shape(HAY + IN + " ?(?:서로 ?다른|고유한) ?(?:글자|문자|알파벳)" + DO, a -> TextReader.change(a, Way.DISTINCT)),
            shape(
                    HAY + IN + " ?중복(?:된|되는)? ?(?:글자|문자|알파벳)?" + OBJECT + " ?(?:없이|제거|빼고)[가-힣 ]*",
                    a -> TextReader.change(a, Way.DISTINCT)),
            shape(
                    HAY + "(?:은|는|이|가) ?(?:회문|팰린드롬|앞뒤가 ?똑같은 ?(?:말|단어))(?:인가|인지|이야|이니|입니|야|일까|인|이|맞)?[가-힣 ]*",
                    a -> new Plan.Palindrome(a.source())),
            shape(HAY + "(?:은|는|이|가|을|를) ?거꾸로 ?(?:해도|읽어도) ?(?:같|똑같)[가-힣 ]*", a -> new Plan.Palindrome(a.source())),
            shape(
                    HAY + "(?:의? ?(?:철자|스펠링))?" + OBJECT + " ?(?:한 ?글자씩|철자로|또박또박)" + DO,
                    a -> TextReader.change(a, Way.SPELL)),
            shape(HAY + "의? ?(?:철자|스펠링)" + OBJECT + DO, a -> TextReader.change(a, Way.SPELL)),
            shape("(?:" + HAY + IN + ")? ?가장 ?(?:많이|자주) ?(?:나오는|쓰인|등장하는|나온|사용된) ?" + PART + DO, TextReader::mostCommon),
            shape("(?:" + HAY + IN + ")? ?가장 ?긴 ?(?:단어|낱말)" + DO, a -> new Plan.LongestWord(a.source(), Extreme.MOST)),
            shape(
                    "(?:" + HAY + IN + ")? ?가장 ?짧은 ?(?:단어|낱말)" + DO,
                    a -> new Plan.LongestWord(a.source(), Extreme.LEAST)),
            shape(
                    HAY + KoreanCountReader.IN + " ?(?:글자 |문자 |알파벳 |단어 )?(?<needle>" + Phrase.QUOTED
                            + "|\\S)(?:이라는 글자|라는 글자)?(?:이|가|은|는) ?(?:있|들어 ?있|포함)(?:어|나|니|습니까|는지|을까|는가)?[가-힣 ]*",
                    TextReader::contains));

    private static Shape shape(String readable, Function<Asked, Plan> meaning) {
        return new Shape(Phrase.pattern(readable), meaning);
    }

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        if (!sentence.isKorean()) {
            return Optional.empty();
        }
        for (Shape shape : shapes) {
            Optional<Matcher> match = sentence.match(shape.pattern());
            if (match.isPresent()) {
                return Optional.of(shape.meaning().apply(new Asked(sentence, context, match.get())));
            }
        }
        return Optional.empty();
    }

    private static Plan sorted(Asked asked) {
        Source source = asked.source(Places.Announced.LIST);
        boolean letters = source instanceof Source.Literal literal
                && literal.isOneWord()
                && !literal.text().contains(",");
        return new Plan.Change(source, letters ? Way.SORT_LETTERS : Way.SORT_ITEMS);
    }
}
