package io.github.jupan.bench.prompts;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What generated questions are about. The answers are computed, never looked up.
enum Kind {
    LETTERS {
        @Override
        GeneratedQuestion next(RandomGenerator random, int number) {
            String word = one(random, ENGLISH);
            int step = random.nextInt(2, 5);
            String sign = one(random, List.of("*", "=", "+", "%"));
            int signs = random.nextInt(35, 90);
            char letter = word.charAt(random.nextInt(word.length()));
            return switch (number % 4) {
                case 0 ->
                    question(
                            "How many " + letter + "'s are in " + word + "?",
                            String.valueOf(
                                    word.chars().filter(each -> each == letter).count()));
                case 1 ->
                    question(
                            "Give me every " + ORDINALS.get(step - 2) + " letter of '" + word + "', starting with the "
                                    + ORDINALS.get(step - 2) + ".",
                            IntStream.iterate(step - 1, at -> at < word.length(), at -> at + step)
                                    .mapToObj(at -> word.substring(at, at + 1))
                                    .collect(Collectors.joining()));
                case 2 ->
                    question(
                            "Write '" + word + "' backwards.",
                            new StringBuilder(word).reverse().toString());
                default ->
                    question("How many " + sign + " signs are in '" + sign.repeat(signs) + "'?", String.valueOf(signs));
            };
        }
    },
    KOREAN {
        @Override
        GeneratedQuestion next(RandomGenerator random, int number) {
            List<String> two = new ArrayList<>(List.of("바나나", "토마토", "감자", "사과", "기러기"));
            shuffle(two, random);
            int times = random.nextInt(2, 6);
            List<String> words = new ArrayList<>(Collections.nCopies(times, two.get(0)));
            words.addAll(Collections.nCopies(random.nextInt(1, 4), two.get(1)));
            shuffle(words, random);
            String text = String.join("", words);
            return number % 2 == 0
                    ? question("'" + text + "'에 '" + two.get(0) + "'가 몇 번 나오나요?", String.valueOf(times))
                    : question("'" + text + "'는 몇 글자인가요?", String.valueOf(text.length()));
        }
    },
    SUMS {
        @Override
        GeneratedQuestion next(RandomGenerator random, int number) {
            int left = random.nextInt(1_000, 10_000);
            int right = random.nextInt(1_000, 10_000);
            long more = random.nextLong(100_000_000_000L, 1_000_000_000_000L);
            long less = random.nextLong(1_000_000_000L, 100_000_000_000L);
            List<Integer> many = random.ints(9, 1_000, 100_000).boxed().toList();
            int base = random.nextInt(3, 10);
            int exponent = random.nextInt(25, 61);
            return switch (number % 5) {
                case 0 -> question("What is " + left + " times " + right + "?", String.valueOf((long) left * right));
                case 1 ->
                    question(
                            "What is the sum of " + listed(many) + "?",
                            String.valueOf(many.stream().mapToInt(each -> each).sum()));
                case 2 -> question("What is " + more + " - " + less + "?", String.valueOf(more - less));
                case 3 ->
                    question(
                            "What is " + base + " to the power of " + exponent + "?",
                            BigInteger.valueOf(base).pow(exponent).toString());
                default ->
                    question(
                            "Sort these numbers from large to small: " + listed(many),
                            listed(many.stream()
                                    .sorted(Comparator.reverseOrder())
                                    .toList()));
            };
        }
    },
    DATES {
        @Override
        GeneratedQuestion next(RandomGenerator random, int number) {
            LocalDate day = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(27_000));
            LocalDate later = day.plusDays(random.nextInt(40, 900));
            DayOfWeek weekday = day.getDayOfWeek();
            return number % 2 == 0
                    ? question(
                            "How many days are there from " + day + " to " + later + "?",
                            String.valueOf(ChronoUnit.DAYS.between(day, later)))
                    : question(
                            "What weekday was " + day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH))
                                    + "?",
                            weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
    },
    WORDS {
        @Override
        GeneratedQuestion next(RandomGenerator random, int number) {
            String who = one(random, List.of("Anna", "Ben", "Carla", "David", "Mina", "Omar"));
            int[] some = random.ints(6, 3, 20).toArray();
            int rest = random.nextInt(100, 400);
            return switch (number % 4) {
                case 0 ->
                    question(
                            who + " buys " + some[0] + " pens and " + some[1] + " folders. Each folder costs $"
                                    + some[2]
                                    + ". The total cost is $" + (some[0] * some[3] + some[1] * some[2])
                                    + ". What is the cost of each pen?",
                            String.valueOf(some[3]));
                case 1 ->
                    question(
                            who + " has " + (some[0] + 10) + " boxes with " + some[1] + " stamps each, gives away "
                                    + some[2]
                                    + " stamps and then buys " + some[3] + " times as many as " + who
                                    + " has left. How many stamps does " + who + " have now?",
                            String.valueOf(((some[0] + 10) * some[1] - some[2]) * (some[3] + 1)));
                case 2 ->
                    question(
                            who + " drives " + some[0] + " hours at " + (some[1] + 40) + " km per hour and then "
                                    + some[2]
                                    + " hours at " + (some[3] + 30) + " km per hour. A litre of fuel lasts " + some[4]
                                    + " km. How many km does " + who + " drive in all?",
                            String.valueOf(some[0] * (some[1] + 40) + some[2] * (some[3] + 30)));
                default ->
                    question(
                            who + " earns $" + (some[0] + 20) + " an hour, works " + (some[1] + 30)
                                    + " hours a week, pays $"
                                    + rest + " a week for rent and food, and saves the rest. How many dollars does "
                                    + who
                                    + " save in " + some[2] + " weeks?",
                            String.valueOf(((some[0] + 20) * (some[1] + 30) - rest) * some[2]));
            };
        }
    };

    private static final List<String> ORDINALS = List.of("second", "third", "fourth");

    private static final List<String> ENGLISH = List.of(
            "adventure",
            "algorithm",
            "assassination",
            "blueberry",
            "bookkeeper",
            "butterfly",
            "carpenter",
            "caterpillar",
            "cauliflower",
            "cinnamon",
            "committee",
            "crocodile",
            "dinosaur",
            "electricity",
            "embarrassment",
            "encyclopedia",
            "hippopotamus",
            "labyrinth",
            "lighthouse",
            "marmalade",
            "mathematics",
            "mississippi",
            "orchestra",
            "parallel",
            "philosopher",
            "photograph",
            "refrigerator",
            "saxophone",
            "symphony",
            "telescope",
            "university",
            "watermelon");

    /// @param number counts the questions of this kind; the forms of question take turns
    abstract GeneratedQuestion next(RandomGenerator random, int number);

    GeneratedQuestion question(String text, String right) {
        return new GeneratedQuestion(this, text, right);
    }

    private static String one(RandomGenerator random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void shuffle(List<String> words, RandomGenerator random) {
        for (int at = words.size() - 1; at > 0; at--) {
            Collections.swap(words, at, random.nextInt(at + 1));
        }
    }

    /// @throws IllegalArgumentException when there is no such kind
    static Kind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind " + name + "; there are "
                        + Arrays.stream(values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }
}
