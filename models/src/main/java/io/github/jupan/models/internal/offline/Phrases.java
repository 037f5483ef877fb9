package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Doubt;
import java.util.List;

/// What the offline model says, in one language.
interface Phrases {

    /// Said before the code: what was understood.
    String thought(Plan plan);

    /// The answer, from what the program printed.
    String answer(Plan plan, List<String> lines);

    String doubt(Doubt doubt);

    /// What it can do, and how to connect a real model.
    String help();

    /// Says that a question is not understood, and then the same.
    String unknown();

    /// The same where that was already said in this conversation: in one line.
    String unknownAgain();

    String codeIsOff();

    /// @param why the last line of what came back; may be empty
    String failed(String why);

    String unexpected(String first);

    static Phrases in(Language language) {
        return switch (language) {
            case ENGLISH -> new English();
            case KOREAN -> new Korean();
            case SPANISH, FRENCH, GERMAN, CHINESE, JAPANESE -> new CountingPhrases(language);
        };
    }

    /// A long text is not said again in full.
    static String shortened(String text) {
        int longest = 1000;
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    static String models() {
        return """
            - `--model openai:gpt-5` (OPENAI_API_KEY)
            - `--model anthropic:claude-sonnet-4-5` (ANTHROPIC_API_KEY)
            - `--model gemini:gemini-2.5-pro` (GEMINI_API_KEY)
            - `--model mistral:mistral-large-latest` (MISTRAL_API_KEY)
            - `--model ollama:llama3.1` (no key)\
            """;
    }
}
