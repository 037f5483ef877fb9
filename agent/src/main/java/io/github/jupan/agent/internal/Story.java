package io.github.jupan.agent.internal;

import io.github.jupan.prompts.Prompt;
import java.util.regex.Pattern;

/// Tells a sum that is dressed as a story. A small model that writes its program at once mistakes what happens in it;
/// it
/// does a little better when the sentences stand in the program, and heeds that only right behind the question.
public final class Story {

    private static final int LONGEST = 4_000;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?:\\s|$)");
    private static final Pattern NUMBER = Pattern.compile(
            "\\p{N}++(?:[.,]\\p{N}++)*+"
                + "|(?i)\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozen|half|twice|third|quarter)\\b");

    private Story() {}

    /// The question as a model in text is asked it.
    public static String asked(String question) {
        boolean story = question.length() <= LONGEST
                && SENTENCE_END.matcher(question).results().limit(2).count() == 2
                && NUMBER.matcher(question).results().limit(2).count() == 2;
        return story ? question + "\n\n" + Prompt.STORY.text() : question;
    }
}
