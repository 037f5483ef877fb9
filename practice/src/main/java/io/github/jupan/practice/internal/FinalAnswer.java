package io.github.jupan.practice.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a text the answer stands: in the last `\boxed{}`, behind the last `####`, behind words such as
/// "the answer is".
public final class FinalAnswer {

    private static final Pattern SAID = Pattern.compile("(?iu)(?:answer|result|정답|답|결과)(?:[^.\\n"
            + "]{0,80}?(?:\\bis\\b|\\bare\\b|\\bwas\\b|\\bbe\\b|[:=])|[은는:])[\\s*:=]*");

    private FinalAnswer() {}

    /// A stretch of a text.
    public record Place(int start, int end) {
        public String in(String text) {
            return text.substring(start, end);
        }
    }

    /// Of an exercise: what it is compared with.
    public static String ofTarget(String text) {
        List<Place> marked = marked(text);
        return (marked.isEmpty() ? text : marked.getFirst().in(text)).strip();
    }

    /// Places where the answer may stand, the likeliest first; the whole text is not among them.
    public static List<Place> places(String text) {
        List<Place> places = new ArrayList<>(marked(text));
        Matcher said = SAID.matcher(text);
        List<Place> behind = new ArrayList<>();
        while (said.find()) {
            int line = text.indexOf('\n', said.end());
            int end = line < 0 ? text.length() : line;
            if (end > said.end()) {
                behind.addFirst(new Place(said.end(), end));
            }
        }
        places.addAll(behind);
        return places;
    }

    /// What a mark says is the answer.
    private static List<Place> marked(String text) {
        List<Place> places = new ArrayList<>();
        int boxed = Math.max(text.lastIndexOf("\\boxed"), text.lastIndexOf("\\fbox"));
        if (boxed >= 0) {
            int open = text.indexOf('{', boxed);
            int depth = 0;
            for (int i = open; i >= 0 && i < text.length(); i++) {
                depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
                if (depth == 0) {
                    places.add(new Place(open + 1, i));
                    break;
                }
            }
        }
        int hashes = text.lastIndexOf("####");
        if (hashes >= 0) {
            int line = text.indexOf('\n', hashes);
            places.add(new Place(hashes + 4, line < 0 ? text.length() : line));
        }
        places.removeIf(place -> place.in(text).isBlank());
        return places;
    }
}
