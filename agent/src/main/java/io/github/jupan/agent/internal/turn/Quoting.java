package io.github.jupan.agent.internal.turn;

import java.util.regex.Pattern;

/// Keeps text that was printed, or said beside a block, from being taken for a marker: a backslash goes in after the
/// first character of what looks like one, `<\/result>`. All other text stays as it is. It can be undone exactly,
/// because a backslash that stands there already gets another one.
///
/// Two kinds of text look like markers: the tags that frame a result, and the tokens of chat templates, which servers
/// with open weights may read even inside a message.
final class Quoting {

    private static final String TOKENS = "[|｜][^<>\\s]{1,64}[|｜]>|/?s>|/?(?:bos|eos|(?:start|end)_of_turn)>|</?SYS>>";

    private static final String FRAMES = "\\s*/\\s*(?:result|reminder)\\b|(?:result|reminder)\\b";

    private static final Pattern TOKEN = after(TOKENS);

    private static final Pattern FRAME_OR_TOKEN = after(TOKENS + "|" + FRAMES);

    private Quoting() {}

    private static Pattern after(String rest) {
        return Pattern.compile("<(?=\\\\*(?:" + rest + "))|\\[(?=\\\\*/?INST\\])", Pattern.CASE_INSENSITIVE);
    }

    /// For text that stands between the tags of a result, or could be read as if it did.
    static String framed(String text) {
        return FRAME_OR_TOKEN.matcher(text).replaceAll("$0\\\\");
    }

    /// For text in a message of its own.
    static String alone(String text) {
        return TOKEN.matcher(text).replaceAll("$0\\\\");
    }
}
