package io.github.jupan.models.internal.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The slots of the rules: what may stand in one, and what it means. A reader that is not sure gives null, and then
/// the rule does not hold.
final class Slots {

    private static final String QUOTED = "[\uE000-\uE0FF]";
    private static final String WORD = "\\p{IsLatin}[\\p{IsLatin}\\p{M}'’-]*|[가-힣]+?";
    private static final String DIGITS = "(?<![\\w.,])[-−]?\\d[\\d,]*(\\.\\d+)?(?![\\d.,]*\\d)";
    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String YEARS = "(\\d{4})";
    private static final String DAYS = "(\\d{1,2})(?:st|nd|rd|th)?";
    /// Three groups each: which of them is the year, the month and the day is said beside it.
    private static final Map<Pattern, String> DATES = Map.of(
            date(YEARS + "-(\\d{1,2})-(\\d{1,2})"), "ymd",
            date(YEARS + "/(\\d{1,2})/(\\d{1,2})"), "ymd",
            date("(" + MONTH + ")\\.?\\s+(?:the\\s+)?" + DAYS + "(?:,\\s*|\\s+)" + YEARS), "mdy",
            date("(?:the\\s+)?" + DAYS + "\\s+(?:of\\s+)?(" + MONTH + ")\\.?,?\\s+" + YEARS), "dmy",
            date(YEARS + "\\s*년\\s*(\\d{1,2})\\s*월\\s*(\\d{1,2})\\s*일"), "ymd",
            date("(\\d{1,2})/(\\d{1,2})/" + YEARS), "dmy?");
    private static final String DATE = DATES.keySet().stream()
            .map(date -> date.pattern().replaceAll("(?<!\\\\)\\((?!\\?)", "(?:"))
            .collect(Collectors.joining("|"));
    /// In a text without quotes and behind a colon, these may be words to us.
    private static final Pattern TALKING = Pattern.compile(
            "(?iu).*(?:\\b(?:count(?:ing)?|ignor(?:e|ing)|exclud(?:e|ing)|includ(?:e|ing)|without|except|only|please|how"
                + "|what|which|case|skip|treat|assum(?:e|ing)|answer|use|give|tell|letters?|words?|not)\\b|[?]|제외|빼고"
                + "|포함|무시|세어|구분|알려|답).*",
            Pattern.DOTALL);

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("QUOTED", QUOTED),
            Map.entry("REST", "\uF001"),
            Map.entry("NAMED", WORD),
            Map.entry("BARE", WORD + "|\\d{5,}"),
            Map.entry("WORD", QUOTED + "|" + WORD),
            Map.entry("DOCUMENT", ""),
            Map.entry("MESSAGE", ""),
            Map.entry("UPPER", ""),
            Map.entry("LOWER", ""),
            Map.entry("LAST", ""),
            Map.entry("FILE", "[^\\s\"]+\\.\\w{1,5}"),
            Map.entry("PIECE", QUOTED),
            Map.entry("PLACE", "\\d{1,4}(st|nd|rd|th)|" + String.join("|", Numbers.ORDINALS)),
            Map.entry("STEP", "\\d{1,4}(st|nd|rd|th)|other|" + String.join("|", Numbers.ORDINALS)),
            Map.entry("NTH", "\\d{1,4}|[첫두세네]|다섯|여섯|일곱|여덟|아홉|열|열한|열두"),
            Map.entry("HOWMUCH", "\\d{1,7}|" + Numbers.COUNTS),
            Map.entry("YEAR", "\\d{4}"),
            Map.entry("MONTHNAME", MONTH + "|\\d{1,2}"),
            Map.entry("NUMBER", DIGITS + "(\\s*" + Numbers.SCALE + ")?|" + Numbers.WORDS),
            Map.entry("NUMBERS", QUOTED + "|\uF001|\\[?[-−]?\\d[-−\\d.,;\\s]*(and\\s+[-−]?\\d[\\d.,]*)?\\]?"),
            Map.entry("WORDLIST", QUOTED + "|\uF001|\\[?[\\p{L}\uE000-\uE0FF][\\p{L}\uE000-\uE0FF'’,;\\s-]*\\]?"),
            Map.entry("EXPRESSION", "[^:?\uE000-\uF8FF]+?"),
            Map.entry("DATE", DATE));

    private Slots() {}

    private static Pattern date(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    static boolean isSlot(String name) {
        String slot = kind(name);
        return PATTERNS.containsKey(slot) || slot.equals("SIGN") || slot.equals("KIND");
    }

    private static String kind(String name) {
        return name.replaceAll("\\d$", "");
    }

    static String pattern(String name, Map<String, Map<String, Pattern>> names) {
        return switch (kind(name)) {
            case "SIGN" ->
                QUOTED + "(['’]?s)?|[\\p{L}\\p{N}](['’]?s)?|[#@$%&*+=~^/|<>.,;!-]"
                        + "|\\p{So}[\\p{So}\u200D\uFE0F]*|"
                        + any(names.getOrDefault("sign", Map.of()));
            case "KIND" -> any(names.getOrDefault("kind", Map.of()));
            default -> Objects.requireNonNull(PATTERNS.get(kind(name)));
        };
    }

    private static String any(Map<String, Pattern> names) {
        return names.values().stream().map(Pattern::pattern).collect(Collectors.joining("|"));
    }

    /// What a slot holds, or null if that is not certain.
    static @Nullable Value read(String name, String raw, Question question, Language language) {
        String text = raw.strip();
        return switch (kind(name)) {
            case "QUOTED" -> quoted(text, question);
            case "PIECE" -> Texts.letters(question.quoted(text)) > 1 ? quoted(text, question) : null;
            case "REST" -> rest(question);
            case "NAMED" -> language.notNamed.contains(text.toLowerCase(Locale.ROOT)) ? null : Value.text(text);
            case "BARE" -> bare(text, language) ? Value.text(text) : null;
            case "WORD" -> question.isQuoted(text) ? quoted(text, question) : read("NAMED", text, question, language);
            case "MESSAGE" -> question.isOneSentence() ? new Value("message", language.say("message")) : null;
            case "DOCUMENT" -> question.onlyDocument();
            case "FILE" -> question.document(text);
            case "UPPER", "LOWER" -> Value.text("");
            case "LAST" -> Numbers.place("first");
            case "SIGN" -> sign(text, question, language);
            case "KIND" -> {
                String kind = language.named("kind", text);
                yield kind == null ? null : new Value(kind, text);
            }
            case "PLACE", "STEP", "NTH" -> Numbers.place(text);
            case "HOWMUCH" -> {
                Value count = Numbers.place(text);
                yield count == null ? null : Value.number(count.python());
            }
            case "YEAR" -> Integer.parseInt(text) >= 1600 ? Value.number(text) : null;
            case "MONTHNAME" -> new Value(String.valueOf(month(text)), text);
            case "NUMBER" -> number(Numbers.read(text));
            case "NUMBERS" -> numbers(question.resolved(text));
            case "WORDLIST" -> words(text, question);
            case "EXPRESSION" -> Expression.read(text, language);
            case "DATE" -> day(text);
            default -> throw new IllegalStateException("no reader for " + name);
        };
    }

    private static @Nullable Value quoted(String text, Question question) {
        String quoted = question.quoted(text);
        return quoted.isBlank() ? null : Value.text(quoted);
    }

    /// What stands behind the colon; a long text is taken from the message, so that nobody has to type it again.
    private static @Nullable Value rest(Question question) {
        String rest = question.rest();
        if (rest.isBlank() || TALKING.matcher(rest).matches()) {
            return null;
        }
        return rest.length() <= 60 && !rest.contains("\n")
                ? Value.text(rest)
                : new Value("message.split(" + Python.literal(question.mark()) + ", 1)[1].strip()", rest);
    }

    private static boolean bare(String word, Language language) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean latin = lower.codePointAt(0) < 0x250;
        return !language.notWords.contains(lower) && lower.length() >= (latin ? 3 : 2) && !lower.matches(".*['’]s?");
    }

    private static @Nullable Value sign(String text, Question question, Language language) {
        String named = language.named("sign", text);
        if (named != null) {
            return Value.text(named);
        }
        String sign = text.replaceAll("(?<=.)['’]?s$", "");
        sign = question.isQuoted(sign) ? question.quoted(sign) : syllable(sign) ? "" : sign;
        return sign.isBlank() || Texts.letters(sign) != 1 ? null : Value.text(sign);
    }

    /// A syllable without quotes may be a word: 서울에 구가 몇 개.
    private static boolean syllable(String sign) {
        return sign.codePoints().allMatch(c -> (c >= '가' && c <= '힣') || Character.isIdeographic(c));
    }

    private static @Nullable Value number(@Nullable String number) {
        return number == null ? null : Value.number(number);
    }

    private static @Nullable Value numbers(String list) {
        String plain = list.strip().replaceAll("^\\[|\\]$|[.]$", "").replace('−', '-');
        boolean tight = plain.matches("(?s).*\\d,(?!\\d{3}(?!\\d))\\d.*");
        boolean unclear = plain.matches("(?s).*\\d,\\d{3}(?!\\d).*") && plain.matches("(?s).*\\d,\\d.*,\\d.*");
        if (tight && !plain.matches("-?\\d+(?:,-?\\d+){2,}+")) {
            return null;
        }
        String[] items =
                plain.split("\\s*[,;]\\s*and\\s+|\\s+and\\s+|;\\s*|,\\s+|(?<=\\d),(?!\\d{3}(?!\\d))|(?<=\\d)\\s+");
        List<String> numbers = new ArrayList<>();
        for (String item : items) {
            String number = item.matches("-?\\d[\\d,]*(?:\\.\\d+)?") ? Numbers.read(item) : null;
            if (number == null || (unclear && item.contains(","))) {
                return null;
            }
            numbers.add(number);
        }
        if (numbers.size() < 2) {
            return null;
        }
        boolean whole = numbers.stream().allMatch(number -> number.matches("-?\\d+"));
        String python = numbers.stream()
                .map(number -> whole ? number : "F(\"" + number + "\")")
                .collect(Collectors.joining(", ", "[", "]"));
        return new Value(python, String.join(", ", numbers));
    }

    private static @Nullable Value words(String raw, Question question) {
        boolean given = question.isQuoted(raw) || raw.equals("\uF001");
        String list = given ? question.resolved(raw) : raw;
        List<String> words = new ArrayList<>();
        if (!given && !list.contains(",")) {
            return null;
        }
        boolean commas = list.contains(",");
        String separator = commas ? "\\s*[,;]\\s*(?:and\\s+)?|\\s+and\\s+|\n" : "\\s+";
        for (String item : list.strip().replaceAll("^\\[|\\]$|[.]$", "").split(separator)) {
            String word = question.isQuoted(item) ? question.quoted(item) : item.strip();
            if (!word.matches("[\\p{L}][\\p{L}\\p{M}'’-]*") || (!commas && word.matches("and|or")) || isNumber(word)) {
                return null;
            }
            words.add(word);
        }
        return words.size() < 2
                ? null
                : new Value(
                        words.stream().map(Python::literal).collect(Collectors.joining(", ", "[", "]")),
                        String.join(", ", words));
    }

    private static boolean isNumber(String word) {
        return word.matches("(?i)" + Numbers.WORDS.replace(" ", "\\s+"));
    }

    private static int month(String name) {
        return name.matches("\\d+")
                ? Integer.parseInt(name)
                : MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    /// A day of the calendar of today, certain which number is the month.
    private static @Nullable Value day(String text) {
        for (Map.Entry<Pattern, String> form : DATES.entrySet()) {
            Matcher found = form.getKey().matcher(text);
            if (found.matches()) {
                String order = form.getValue();
                String year = found.group(order.indexOf('y') + 1);
                int month = month(found.group(order.indexOf('m') + 1));
                int day = Integer.parseInt(found.group(order.indexOf('d') + 1));
                if (order.endsWith("?") && month > 12) {
                    int other = month;
                    month = day;
                    day = other;
                } else if (order.endsWith("?") && day <= 12 && day != month) {
                    return null;
                }
                String python = "date(" + year + ", " + month + ", " + day + ")";
                boolean old = Integer.parseInt(year) < 1753;
                return old ? null : new Value(python, String.format("%s-%02d-%02d", year, month, day));
            }
        }
        return null;
    }
}
