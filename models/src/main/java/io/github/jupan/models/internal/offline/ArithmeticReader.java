package io.github.jupan.models.internal.offline;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sentence that is an arithmetic expression, once the words around it are gone.
final class ArithmeticReader implements Reader {

    private static final Pattern BEFORE = Phrase.pattern(
            "^(?:(?:how much is|how much are|what is|the (?:result|value|answer) (?:of|to)|result of|value"
                    + " of|=|계산:|다음(?:을|의)? ?(?:식을?|계산[을은]?)?:?) ?)+");
    private static final Pattern AFTER =
            Phrase.pattern("(?:(?: ?(?:=|equals?|is|is what|is how much|make|makes|what|을|를|은|는|이|가|의"
                    + " ?(?:값|결과|답)[은는을를이가]?|하면|값[은는을이]?|결과[는은를가]?|얼마[가-힣]*|뭐[가-힣]*|무엇[가-힣]*|몇[가-힣]*|계산[가-힣]*(?:"
                    + " ?(?:줘|주세요|봐|주라|줄래))?|구해[가-힣]*(?: ?(?:줘|주세요|봐))?|알려[가-힣]*(?:"
                    + " ?(?:줘|주세요))?|줘|해줘|해|답[은는]?|이야|야|인가요?|입니까|되나요|돼|될까|되지|일까|나와|나오|나옵니까|입니다|나요|요))+)[?=\\s]*$");

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        String text = sentence.withoutQuotes().strip();
        Matcher before = BEFORE.matcher(text);
        text = before.find() ? text.substring(before.end()) : text;
        Optional<Plan> whole = plan(text);
        if (whole.isPresent()) {
            return whole;
        }
        Matcher after = AFTER.matcher(text);
        return after.find() ? plan(text.substring(0, after.start())) : Optional.empty();
    }

    private static Optional<Plan> plan(String text) {
        Expression expression = Arithmetic.parse(text);
        boolean bare = expression == null
                || expression instanceof Expression.Numeral
                || (expression instanceof Expression.Negative negative && negative.of() instanceof Expression.Numeral)
                || (expression instanceof Expression.Percent percent && percent.of() instanceof Expression.Numeral);
        return bare || expression == null
                ? Optional.empty()
                : Optional.of(new Plan.Calculate(expression, text.strip()));
    }
}
