package io.github.jupan.models.internal.offline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question that was understood: a task and what stands in its slots.
///
/// @param values by slot, in lower case; `text` is what the task works on
record Plan(Language language, String task, Map<String, Value> values) {

    private static final Set<String> TEXTS = Set.of("QUOTED", "REST", "NAMED", "BARE", "DOCUMENT", "MESSAGE", "FILE");
    private static final List<Language> LANGUAGES = List.of(Language.ENGLISH, Language.KOREAN);

    Plan {
        values = Map.copyOf(values);
    }

    /// The one meaning of a question by all rules of all languages; null where there is none, or more than one.
    static @Nullable Plan of(Question question, @Nullable Plan earlier) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (Language language : LANGUAGES) {
            for (String wording : question.wordings(language)) {
                for (Language.Rule rule : language.rules) {
                    Matcher match = rule.pattern().matcher(wording);
                    Plan plan = match.matches() ? read(rule, match, question, earlier) : null;
                    if (plan != null) {
                        plans.putIfAbsent(plan.code(), plan);
                    }
                }
            }
        }
        return plans.size() == 1 ? plans.values().iterator().next() : null;
    }

    private static @Nullable Plan read(Language.Rule rule, Matcher match, Question question, @Nullable Plan earlier) {
        Map<String, Value> values = new LinkedHashMap<>();
        boolean bare = false;
        for (int i = 0; i < rule.slots().size(); i++) {
            String slot = rule.slots().get(i);
            String raw = match.group("g" + i);
            if (raw != null) {
                Value value = Slots.read(slot, raw, question, rule.language());
                if (value == null) {
                    return null;
                }
                bare |= slot.equals("BARE");
                values.put(key(slot), value);
            }
        }
        if (rule.meaning() != null) {
            String written = filled(rule.meaning(), values);
            Value expression = Expression.read(written, rule.language());
            if (expression == null) {
                return null;
            }
            values.put("expression", expression);
        }
        return Refining.refined(new Plan(rule.language(), rule.task(), values), question, bare, earlier);
    }

    private static String key(String slot) {
        return TEXTS.contains(slot) ? "text" : slot.matches("NTH|LAST") ? "place" : slot.toLowerCase(Locale.ROOT);
    }

    Plan as(String other) {
        return new Plan(language, other, values);
    }

    Plan with(String slot, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(slot, value);
        return new Plan(language, task, more);
    }

    @Nullable
    Value value(String slot) {
        return values.get(slot);
    }

    String said(String slot) {
        Value value = values.get(slot);
        return value == null ? "" : value.said();
    }

    private static String filled(String template, Map<String, Value> values) {
        String whole = template;
        for (Map.Entry<String, Value> value : values.entrySet()) {
            String number = value.getValue().python();
            whole = whole.replace("{" + value.getKey() + "}", number.startsWith("-") ? "(" + number + ")" : number);
        }
        return whole;
    }

    /// Whether its program does something with a text.
    boolean worksOnText() {
        return task.equals("kind") || Program.of(task).lines().toString().matches("(?s).*\\{(?:it|letters)}.*");
    }

    String code() {
        return Program.of(task).code(values);
    }

    String thought() {
        String asks = language.says("asks " + base());
        boolean counts = Program.of(task).kind().matches("count|readings") && values.containsKey("text");
        return (asks == null ? "" : sentence(asks, List.of()) + "\n") + language.say(counts ? "job" : "compute");
    }

    /// The task whose words this one shares.
    private String base() {
        return language.says("asks " + task) != null ? task : task.replaceAll("^(?:sign|jamo|letter-.*)$", "letter");
    }

    /// The answer, from what the program printed; null where that is not what it prints.
    @Nullable
    Reply answer(List<String> lines) {
        Program program = Program.of(task);
        if (!program.fits(lines)) {
            return null;
        }
        String ambiguous = language.says("ambiguous " + base());
        boolean several = program.kind().equals("readings") && new LinkedHashSet<>(lines).size() > 1;
        if (ambiguous != null && (several || lines.getFirst().equals("unclear"))) {
            return new Reply.Wonders(sentence(ambiguous, lines));
        }
        String name = "says " + (language.says("says " + task) != null ? task : base());
        String key = language.says(name + " " + lines.getLast());
        return new Reply.Says(sentence(key != null ? key : language.say(name), lines));
    }

    private static final Pattern HOLE = Pattern.compile("\\{(#?[\\w-]+)}([가-힣]+/[가-힣]+)?");
    private static final Pattern PLURAL = Pattern.compile("\\{1:([^|}]*)\\|([^}]*)}");

    private String sentence(String template, List<String> lines) {
        int number = !lines.isEmpty() && lines.getFirst().equals("1") ? 1 : 2;
        String numbered = PLURAL.matcher(template).replaceAll(plural -> Matcher.quoteReplacement(plural.group(number)));
        return HOLE.matcher(numbered).replaceAll(hole -> {
            String name = hole.group(1);
            String filling = name.matches("\\d")
                    ? name.equals("1") && Program.of(task).kind().equals("text")
                            ? String.join("\n", lines)
                            : lines.get(Integer.parseInt(name) - 1)
                    : name.startsWith("#")
                            ? Objects.requireNonNull(values.get(name.substring(1)))
                                    .python()
                            : name.equals("text") ? text() : said(name).replace(Expression.NUMBER, "");
            String particle = hole.group(2);
            return Matcher.quoteReplacement(particle == null ? filling : Particles.choose(filling, particle));
        });
    }

    private String text() {
        Value text = Objects.requireNonNull(values.get("text"));
        return !text.isLiteral()
                ? text.python().startsWith("message.split") ? language.say("text") : text.said()
                : text.said().length() > 60 || text.said().contains("\n")
                        ? language.say("text")
                        : "\"" + text.said() + "\"";
    }
}
