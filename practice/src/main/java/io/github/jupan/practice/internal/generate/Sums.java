package io.github.jupan.practice.internal.generate;

import static io.github.jupan.practice.internal.generate.Maker.say;

import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Numbers too long for one look.
final class Sums {

    private Sums() {}

    static Made made(ExerciseLanguage language, SplitMix random) {
        return switch (random.below(7)) {
            case 0 -> plus(language, random);
            case 1 -> minus(language, random);
            case 2 -> times(language, random);
            case 3 -> remainder(language, random);
            case 4 -> list(language, random);
            case 5 -> digits(language, random);
            default -> larger(language, random);
        };
    }

    private static BigInteger number(int least, int most, SplitMix random) {
        int digits = random.between(least, most);
        StringBuilder text = new StringBuilder().append(random.between(1, 9));
        while (text.length() < digits) {
            text.append(random.below(10));
        }
        return new BigInteger(text.toString());
    }

    private static Made asked(ExerciseLanguage language, String form, String sum, BigInteger answer, String solution) {
        return new Made(
                form,
                say(language, "What is %s?", "%s을(를) 계산하면 얼마인가요?", sum),
                answer.toString(),
                solution + " = " + answer);
    }

    private static Made plus(ExerciseLanguage language, SplitMix random) {
        BigInteger a = number(10, 30, random);
        BigInteger b = number(10, 30, random);
        return asked(language, "plus", a + " + " + b, a.add(b), a + " + " + b);
    }

    private static Made minus(ExerciseLanguage language, SplitMix random) {
        BigInteger a = number(10, 25, random);
        BigInteger b = number(10, 25, random);
        return asked(language, "minus", a + " - " + b, a.subtract(b), a + " - " + b);
    }

    private static Made times(ExerciseLanguage language, SplitMix random) {
        BigInteger a = number(4, 12, random);
        BigInteger b = number(3, 10, random);
        String text = b.toString();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            BigInteger part =
                    BigInteger.TEN.pow(text.length() - 1 - i).multiply(BigInteger.valueOf(text.charAt(i) - '0'));
            if (part.signum() != 0) {
                parts.add(a.multiply(part).toString());
            }
        }
        return asked(language, "times", a + " × " + b, a.multiply(b), String.join(" + ", parts));
    }

    private static Made remainder(ExerciseLanguage language, SplitMix random) {
        BigInteger a = number(10, 20, random);
        BigInteger b = number(3, 5, random);
        return new Made(
                "remainder",
                say(language, "What is the remainder when %s is divided by %s?", "%s을(를) %s(으)로 나눈 나머지는 얼마인가요?", a, b),
                a.mod(b).toString(),
                a + " = " + a.divide(b) + " × " + b + " + " + a.mod(b));
    }

    private static Made list(ExerciseLanguage language, SplitMix random) {
        List<BigInteger> numbers = new ArrayList<>();
        int count = random.between(8, 25);
        for (int i = 0; i < count; i++) {
            numbers.add(number(2, 6, random));
        }
        BigInteger total = numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
        String row = numbers.stream().map(BigInteger::toString).collect(Collectors.joining(", "));
        return new Made(
                "list",
                say(language, "Add up these numbers: %s", "다음 수를 모두 더하세요: %s", row),
                total.toString(),
                row.replace(", ", " + ") + " = " + total);
    }

    private static Made digits(ExerciseLanguage language, SplitMix random) {
        BigInteger number = number(20, 60, random);
        int sum = number.toString().chars().map(digit -> digit - '0').sum();
        return new Made(
                "digits",
                say(language, "What is the sum of the digits of %s?", "%s의 각 자리 숫자의 합은 얼마인가요?", number),
                String.valueOf(sum),
                String.join("+", number.toString().split("")) + " = " + sum);
    }

    /// 9.11 and 9.9.
    private static Made larger(ExerciseLanguage language, SplitMix random) {
        int whole = random.between(1, 999);
        BigDecimal shorter = new BigDecimal(whole + "." + random.between(2, 9));
        BigDecimal longer = new BigDecimal(whole + "." + random.between(10, 99));
        BigDecimal larger = shorter.compareTo(longer) == 0 ? longer.add(new BigDecimal("0.01")) : longer;
        boolean first = random.below(2) == 0;
        BigDecimal answer = shorter.max(larger);
        BigDecimal difference = answer.subtract(shorter.min(larger));
        return new Made(
                "larger",
                say(
                        language,
                        "By how much is the larger of %s and %s larger than the other?",
                        "%s와(과) %s 중 큰 수는 작은 수보다 얼마나 큰가요?",
                        first ? shorter : larger,
                        first ? larger : shorter),
                difference.toPlainString(),
                answer + " - " + shorter.min(larger) + " = " + difference);
    }
}
