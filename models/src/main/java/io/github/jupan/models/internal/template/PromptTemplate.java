package io.github.jupan.models.internal.template;

import io.github.jupan.models.ThinkingOpener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The template by which a server makes a model's prompt, as far as it shows who opens the model's thinking. It is
/// not evaluated: where its branches differ, the one that opens a thought counts, for servers let a model think
/// that can.
final class PromptTemplate {

    /// What opens a thought and what closes it; of the forms that the agent reads, those that templates write.
    private static final List<Mark> MARKS = Stream.of(
                    "<think> </think>",
                    "<thinking> </thinking>",
                    "<thought> </thought>",
                    "<reasoning> </reasoning>",
                    "<seed:think> </seed:think>",
                    "<mm:think> </mm:think>",
                    "[THINK] [/THINK]",
                    "<|START_THINKING|> <|END_THINKING|>",
                    "<|inner_prefix|> <|inner_suffix|>",
                    "<|open|>think<|sep|> <|close|>think<|sep|>",
                    "<|channel>thought <channel|>")
            .map(pair -> pair.split(" "))
            .flatMap(pair -> Stream.of(new Mark(pair[0], true), new Mark(pair[1], false)))
            .toList();

    /// What parts the branches of a template, in a tag or in an expression.
    private static final Pattern BRANCH = Pattern.compile("\\b(?:if|elif|else|endif|end)\\b");

    /// A text that has a name in the template.
    private static final Pattern NAMED = Pattern.compile("\\bset (\\w{1,60}) = ['\"]([^'\"]{1,80})['\"]");

    private static final Pattern WORD = Pattern.compile("\\w+");

    private PromptTemplate() {}

    private record Mark(String text, boolean opens) {}

    /// Reads a template of Jinja's, as models bring it along.
    static ThinkingOpener jinja(String template) {
        int generation = template.lastIndexOf("add_generation_prompt");
        String end = template.substring(Math.max(0, generation >= 0 ? generation : template.lastIndexOf("endfor")));
        Map<String, String> texts = new HashMap<>();
        NAMED.matcher(template).results().forEach(named -> texts.put(named.group(1), named.group(2)));
        return opener(WORD.matcher(end)
                .replaceAll(word -> Matcher.quoteReplacement(texts.getOrDefault(word.group(), word.group()))));
    }

    /// Reads a template of Ollama's, which is one of Go's.
    static ThinkingOpener go(String template) {
        int message = Math.max(template.lastIndexOf(".Content"), template.lastIndexOf(".Prompt"));
        return opener(template.substring(Math.max(0, message)));
    }

    /// @param end what a template writes before the model's turn
    private static ThinkingOpener opener(String end) {
        List<Mark> last = new ArrayList<>();
        for (String branch : BRANCH.split(end)) {
            MARKS.stream()
                    .filter(mark -> branch.contains(mark.text()))
                    .max(Comparator.comparingInt(mark -> branch.lastIndexOf(mark.text())))
                    .ifPresent(last::add);
        }
        if (last.stream().anyMatch(Mark::opens)) {
            return ThinkingOpener.TEMPLATE;
        }
        // It has a way to write the mark that is not seen through.
        boolean hidden = last.isEmpty() && end.contains("thinking");
        return hidden ? ThinkingOpener.UNKNOWN : ThinkingOpener.MODEL;
    }
}
