package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Case;
import io.github.jupan.models.internal.offline.Plan.Doubt;
import io.github.jupan.models.internal.offline.Plan.Kind;
import io.github.jupan.models.internal.offline.Plan.Operation;
import io.github.jupan.models.internal.offline.Plan.Part;
import io.github.jupan.models.internal.offline.Plan.Unit;
import java.util.List;
import java.util.Map;

final class Korean implements Phrases {

    private static final Map<String, String> WEEKDAYS = Map.of(
            "Monday",
            "월요일",
            "Tuesday",
            "화요일",
            "Wednesday",
            "수요일",
            "Thursday",
            "목요일",
            "Friday",
            "금요일",
            "Saturday",
            "토요일",
            "Sunday",
            "일요일");

    @Override
    public String thought(Plan plan) {
        return switch (plan) {
            case Plan.CountText p -> name(p.source()) + "에 " + wanted(p) + " 몇 번 나오는지 묻는 질문입니다.\n세는 일은 코드에 맡깁니다:";
            case Plan.CountKind p -> name(p.source()) + "의 " + kind(p.kind()) + " 수를 묻는 질문입니다.\n파이썬으로 하나하나 셉니다:";
            case Plan.Pick p ->
                name(p.source()) + "의 " + position(p) + " " + part(p.part()) + "를 찾습니다.\n인덱스로 바로 찾을 수 있습니다:";
            case Plan.EveryNth p ->
                name(p.source()) + "에서 " + p.step() + "번째 " + part(p.part()) + "마다 뽑습니다.\n슬라이스 하나면 됩니다:";
            case Plan.Take p -> name(p.source()) + "의 일부를 꺼냅니다.\n슬라이스 하나면 됩니다:";
            case Plan.Change p -> changed(p) + "를 구합니다.\n파이썬은 한 글자도 틀리지 않습니다:";
            case Plan.Palindrome p -> "회문은 거꾸로 읽어도 같습니다.\n파이썬으로 뒤집어 비교합니다:";
            case Plan.Contains p -> name(p.source()) + "에 \"" + p.wanted() + "\" 글자가 있는지 묻는 질문입니다.\n파이썬으로 확인합니다:";
            case Plan.MostCommon p -> name(p.source()) + "에서 가장 많이 나오는 " + part(p.part()) + "를 찾습니다.\n모두 세어 봅니다:";
            case Plan.LongestWord p -> name(p.source()) + "의 단어 길이를 모두 재어 봅니다:";
            case Plan.Calculate p -> "계산 문제입니다: " + Expressions.said(p.expression()) + "\n파이썬으로 정확히 계산합니다:";
            case Plan.Compare p ->
                "두 수 " + Expressions.said(p.first()) + ", " + Expressions.said(p.second())
                        + "의 크기를 비교합니다.\n파이썬은 값으로 비교합니다:";
            case Plan.Aggregate p -> "여러 수의 " + operation(p.operation()) + " 문제입니다.\n파이썬으로 한꺼번에 처리합니다:";
            case Plan.DaysBetween p -> "두 날짜 사이의 날수를 묻는 질문입니다.\n파이썬은 달력을 압니다:";
            case Plan.Weekday p -> date(p.day()) + "의 요일을 묻는 질문입니다.\n파이썬은 달력을 압니다:";
            case Plan.DayShift p -> date(p.day()) + "에서 " + Math.abs(p.days()) + "일을 옮깁니다.\n파이썬은 달력을 압니다:";
            case Plan.Unclear p -> "";
        };
    }

    @Override
    public String answer(Plan plan, List<String> lines) {
        String first = lines.getFirst();
        String text = Phrases.shortened(String.join("\n", lines));
        return switch (plan) {
            case Plan.CountText p -> count(p, lines);
            case Plan.CountKind p ->
                name(p.source()) + "에는 " + kind(p.kind()) + Josa.subject(kind(p.kind())) + " " + first + "개 있습니다"
                        + note(p.kind()) + ".";
            case Plan.Pick p -> name(p.source()) + "의 " + position(p) + " " + part(p.part()) + "는 \"" + text + "\"입니다.";
            case Plan.EveryNth p -> name(p.source()) + "에서 " + p.step() + "번째 " + part(p.part()) + "마다: " + text;
            case Plan.Take p ->
                name(p.source()) + "의 " + (p.count() > 0 ? "처음 " : "마지막 ") + Math.abs(p.count())
                        + (p.part() == Part.WORD ? "단어: " : "글자: ") + text;
            case Plan.Change p -> changed(p) + ": " + text;
            case Plan.Palindrome p -> {
                String name = name(p.source());
                yield first.equals("True")
                        ? "네, " + name + Josa.topic(bare(p.source())) + " 회문입니다."
                        : "아니요, " + name + Josa.topic(bare(p.source())) + " 회문이 아닙니다.";
            }
            case Plan.Contains p ->
                first.equals("True")
                        ? "네, " + name(p.source()) + "에는 \"" + p.wanted() + "\"" + Josa.subject(p.wanted()) + " 있습니다."
                        : "아니요, " + name(p.source()) + "에는 \"" + p.wanted() + "\"" + Josa.subject(p.wanted())
                                + " 없습니다.";
            case Plan.MostCommon p ->
                name(p.source()) + "에서 가장 많이 나오는 " + part(p.part()) + ": " + Phrases.shortened(first) + " ("
                        + lines.getLast() + "번)";
            case Plan.LongestWord p ->
                name(p.source()) + "에서 가장 " + (p.extreme() == Plan.Extreme.MOST ? "긴" : "짧은") + " 단어는 \"" + first
                        + "\"입니다 (" + lines.getLast() + "글자).";
            case Plan.Calculate p -> {
                String rounded = lines.getLast().equals("rounded") ? " (반올림한 값)" : "";
                yield Expressions.said(p.expression()) + " = " + first + rounded;
            }
            case Plan.Compare p -> compared(p, first);
            case Plan.Aggregate p -> aggregated(p, lines);
            case Plan.DaysBetween p -> date(p.first()) + "과 " + date(p.second()) + " 사이는 " + first + "일입니다.";
            case Plan.Weekday p -> date(p.day()) + "은 " + WEEKDAYS.getOrDefault(first, first) + "입니다.";
            case Plan.DayShift p ->
                date(p.day()) + "에서 " + Math.abs(p.days()) + (p.days() < 0 ? "일 전은 " : "일 후는 ") + first + "입니다.";
            case Plan.Unclear p -> doubt(p.doubt());
        };
    }

    private static String count(Plan.CountText plan, List<String> lines) {
        String count = lines.getFirst();
        String note = plan.letterCase() == Case.IGNORED ? " (대소문자를 구분하지 않았습니다)" : "";
        String overlapping =
                lines.size() > 1 && !lines.getLast().equals(count) ? " 겹치는 것까지 따로 세면 " + lines.getLast() + "번입니다." : "";
        if (plan.unit() == Unit.PERHAPS_WORD) {
            String inside = lines.getLast().equals(count) ? "" : " 더 긴 단어 속의 것까지 세면 " + lines.getLast() + "번입니다.";
            return name(plan.source()) + "에는 단어 " + wanted(plan) + " " + count + "번 나옵니다" + note + "." + inside;
        }
        if (plan.wanted().codePointCount(0, plan.wanted().length()) == 1) {
            return name(plan.source()) + "에는 " + plan.wanted() + Josa.subject(plan.wanted()) + " " + count + "개 있습니다"
                    + note + ".";
        }
        return name(plan.source()) + "에는 " + wanted(plan) + " " + count + "번 나옵니다" + note + "." + overlapping;
    }

    private static String compared(Plan.Compare plan, String which) {
        String a = Expressions.said(plan.first());
        String b = Expressions.said(plan.second());
        boolean firstLarger = which.equals("first");
        String larger = firstLarger ? a : b;
        String smaller = firstLarger ? b : a;
        String more = larger + Josa.subject(larger) + " " + smaller + "보다 큽니다.";
        if (which.equals("equal")) {
            boolean yes = plan.relation() == Plan.Relation.EQUAL;
            boolean no = plan.relation() == Plan.Relation.IS_LARGER || plan.relation() == Plan.Relation.IS_SMALLER;
            return (yes ? "네, " : no ? "아니요, " : "") + "두 수 " + a + ", " + b + Josa.topic(b) + " 같습니다.";
        }
        return switch (plan.relation()) {
            case LARGER -> more;
            case SMALLER -> smaller + Josa.subject(smaller) + " " + larger + "보다 작습니다.";
            case IS_LARGER -> (firstLarger ? "네, " : "아니요, ") + more;
            case IS_SMALLER ->
                (firstLarger ? "아니요, " : "네, ") + smaller + Josa.subject(smaller) + " " + larger + "보다 작습니다.";
            case EQUAL -> "아니요, " + more;
        };
    }

    private static String aggregated(Plan.Aggregate plan, List<String> lines) {
        String what = operation(plan.operation());
        String is = what + Josa.topic(what) + " " + Phrases.shortened(lines.getLast()) + "입니다"
                + (plan.operation() == Operation.MEAN && lines.getLast().length() > 28 ? " (반올림한 값)." : ".");
        return switch (plan.numbers()) {
            case Plan.Numbers.In in -> name(in.source()) + "에 나오는 수 " + lines.getFirst() + "개의 " + is;
            case Plan.Numbers.Range range -> range.from() + "부터 " + range.to() + "까지 정수의 " + is;
            case Plan.Numbers.Listed listed -> {
                boolean sorted = plan.operation() == Operation.SORT || plan.operation() == Operation.SORT_DOWN;
                yield sorted ? "정렬 결과: " + lines.getLast() : String.join(", ", listed.numbers()) + "의 " + is;
            }
        };
    }

    private static String changed(Plan.Change plan) {
        String name = name(plan.source());
        return switch (plan.way()) {
            case REVERSE -> name + "의 글자를 뒤집은 결과";
            case REVERSE_WORDS -> name + "의 단어 순서를 뒤집은 결과";
            case UPPER -> name + "의 대문자 표기";
            case LOWER -> name + "의 소문자 표기";
            case TITLE -> name + "의 첫 글자 대문자 표기";
            case SORT_LETTERS -> name + "의 글자를 정렬한 결과";
            case SORT_ITEMS -> "순서대로 정렬한 결과";
            case SORT_ITEMS_DOWN -> "역순으로 정렬한 결과";
            case DISTINCT -> name + "에서 서로 다른 글자만 남긴 결과";
            case SPELL -> name + "의 철자 표기";
        };
    }

    private static String wanted(Plan.CountText plan) {
        return (plan.unit() == Unit.WORD ? "단어 " : "") + "\"" + plan.wanted() + "\"" + Josa.subject(plan.wanted());
    }

    private static String name(Source source) {
        return switch (source) {
            case Source.Literal s -> s.text().length() > 60 || s.text().contains("\n") ? "이 글" : "\"" + s.text() + "\"";
            case Source.Message s -> "보내신 메시지";
            case Source.Rest s -> "이 글";
            case Source.Document s -> s.name().substring(1, s.name().length() - 1);
            case Source.Digits s -> s.expression().replace("**", "^").replaceAll("factorial\\((\\d+)\\)", "$1!");
            case Source.Missing s -> "이 글";
        };
    }

    private static String bare(Source source) {
        return source instanceof Source.Literal literal ? literal.text() : "글";
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case CHARACTERS -> "글자";
            case LETTERS -> "알파벳·한글 글자";
            case WORDS -> "단어";
            case LINES -> "줄";
            case SENTENCES -> "문장";
            case PARAGRAPHS -> "문단";
            case VOWELS -> "모음";
            case CONSONANTS -> "자음";
            case DIGITS -> "숫자";
            case SPACES -> "공백";
            case CAPITALS -> "대문자";
            case SMALL_LETTERS -> "소문자";
            case DISTINCT_LETTERS -> "서로 다른 글자";
            case DISTINCT_WORDS -> "서로 다른 단어";
        };
    }

    private static String note(Kind kind) {
        return switch (kind) {
            case CHARACTERS -> " (공백과 문장 부호도 셉니다)";
            case WORDS -> " (띄어쓰기로 나누었습니다)";
            case SENTENCES -> " (. ! ? 로 나누었습니다)";
            case DISTINCT_LETTERS, DISTINCT_WORDS -> " (대소문자를 구분하지 않았습니다)";
            case VOWELS, CONSONANTS, LETTERS, LINES, PARAGRAPHS, DIGITS, SPACES, CAPITALS, SMALL_LETTERS -> "";
        };
    }

    private static String operation(Operation operation) {
        return switch (operation) {
            case SUM -> "합";
            case PRODUCT -> "곱";
            case MEAN -> "평균";
            case MEDIAN -> "중앙값";
            case MINIMUM -> "최솟값";
            case MAXIMUM -> "최댓값";
            case SORT, SORT_DOWN -> "정렬";
            case HOW_MANY -> "개수";
        };
    }

    private static String position(Plan.Pick plan) {
        int n = plan.position();
        return n == -1 ? "마지막" : n < 0 ? "뒤에서 " + -n + "번째" : n == 1 ? "첫 번째" : n + "번째";
    }

    private static String part(Part part) {
        return part == Part.WORD ? "단어" : "글자";
    }

    private static String date(Plan.Day day) {
        return day.year() + "년 " + day.month() + "월 " + day.dayOfMonth() + "일";
    }

    @Override
    public String doubt(Doubt doubt) {
        return switch (doubt) {
            case DATE_ORDER -> "어느 숫자가 월이고 어느 숫자가 일인지 확실하지 않습니다. 2024-03-01처럼 써 주세요.";
            case DATE_YEAR -> "윤년이 있으므로 연도가 필요합니다. 2024년 3월 1일처럼 써 주세요.";
            case NO_TEXT -> "어느 글을 말씀하시는지 확실하지 않습니다. 따옴표로 묶어 주세요. 예: \"strawberry\"에 r이 몇 개 있어?";
            case NO_DOCUMENT -> "첨부된 문서가 없습니다. `--document 파일`로 첨부하거나 파이프로 넘겨 주세요.";
            case MANY_DOCUMENTS -> "문서가 여러 개라서 어느 것인지 확실하지 않습니다. 이름을 말해 주세요.";
            case UNCLEAR_TEXT -> "어느 글을 말씀하시는지 확실하지 않습니다. 그 말 자체를 뜻한다면 따옴표로 묶어 주세요.";
            case TOO_LONG -> "메시지로 보내기에는 글이 너무 깁니다. `--document 파일`로 첨부하거나 파이프로 넘겨 주세요.";
            case TOO_LARGE_POSITION -> "몇 번째인지 이해하지 못했습니다. 위치는 1부터 시작합니다.";
        };
    }

    @Override
    public String unknown() {
        return "질문을 제대로 이해했는지 확실하지 않아 답하지 않겠습니다. " + help();
    }

    @Override
    public String help() {
        return """
            저는 jupan의 오프라인 모델입니다. 언어 모델이 아니라, 파이썬 코드를 쓰고 그 결과를 읽는 작은 플래너입니다. 할 수 있는 일:

            - 글자, 단어 세기: "strawberry에 r이 몇 개 있어?"
            - 글자 뽑기, 뒤집기, 정렬, 대소문자 바꾸기: "ubiquitous에서 3번째 글자마다 출력해줘"
            - 아무리 큰 수라도 계산하기: "2의 100제곱", "3 더하기 4 곱하기 5"
            - 수 비교, 합계와 평균: "9.11과 9.9 중 어느 것이 더 커?"
            - 날짜 계산: "2024년 3월 1일부터 2024년 12월 25일까지 며칠이야?"
            - 첨부한 문서에 대해서도 같은 일

            그 밖의 질문에는 실제 모델을 연결해 주세요:

            """ + Phrases.models();
    }

    @Override
    public String unknownAgain() {
        return "이 질문도 제대로 이해했는지 확실하지 않아 답하지 않겠습니다.";
    }

    @Override
    public String codeIsOff() {
        return "저는 jupan의 오프라인 모델로, 코드로만 답할 수 있는 작은 플래너입니다. 지금은 코드를 쓸 수 없습니다. `code` 모드를 쓰거나 실제 모델을 연결해 주세요:\n\n"
                + Phrases.models();
    }

    @Override
    public String failed(String why) {
        Failure failure = Failure.of(why);
        return switch (failure.cause()) {
            case NO_SUCH_DATE -> "그런 날짜는 없어서 답할 수 없습니다.";
            case DIVISION_BY_ZERO -> "0으로 나눌 수 없으므로 답이 없습니다.";
            case NO_SUCH_POSITION -> "글이 그 위치보다 짧아서 답할 수 없습니다.";
            case NOTHING_THERE -> "글에 그런 것이 없어서 답할 수 없습니다.";
            case TOO_LARGE -> "결과가 너무 커서 계산할 수 없습니다.";
            case TIME ->
                failure.seconds().isEmpty()
                        ? "코드가 너무 오래 걸려 멈췄습니다. 그래서 답할 수 없습니다."
                        : "코드가 " + failure.seconds() + "초 만에 멈춰져 답할 수 없습니다. 제한 시간을 늘리면 될 수도 있습니다.";
            case MEMORY -> "코드에 허용된 메모리가 모자라서 답할 수 없습니다.";
            case OUTPUT -> "결과가 너무 길어 출력할 수 없습니다.";
            case STOPPED -> "코드가 끝나기 전에 멈춰졌습니다. 그래서 답할 수 없습니다.";
            case NOT_ALLOWED -> "코드를 실행하도록 허락하지 않아서 답할 수 없습니다.";
            case OTHER -> "코드가 결과를 내지 못했습니다. 그래서 답할 수 없습니다.";
        };
    }

    @Override
    public String unexpected(String first) {
        return "실행 결과가 예상과 다릅니다 (" + Phrases.shortened(first) + "). 그래서 이 결과로는 답하지 않겠습니다.";
    }
}
