package io.github.jupan.agent.internal.text;

import java.util.List;

/// What a model thinks. Nothing in it is looked for but its end.
final class Thought implements State {

    /// How it began.
    enum Opening {
        MARKED,
        /// In the middle of a line, where the mark may only be spoken of: then the thought never ends.
        IN_LINE,
        /// With the turn: the model's template is said to have opened it.
        BY_TEMPLATE
    }

    private final TextReader reader;
    private final List<String> closings;
    private final Opening opening;
    private final String mark;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder all = new StringBuilder();

    /// @param mark what opened it; empty where nothing did
    Thought(TextReader reader, List<String> closings, Opening opening, String mark) {
        this.reader = reader;
        this.closings = closings;
        this.opening = opening;
        this.mark = mark;
    }

    @Override
    public void read(char c) {
        held.append(c);
        if (opening != Opening.MARKED) {
            all.append(c);
        }
        while (!held.isEmpty()) {
            String text = held.toString();
            if (closings.contains(text)) {
                reader.thought(text, opening);
                return;
            }
            if (closings.stream().anyMatch(closing -> closing.startsWith(text))) {
                return;
            }
            reader.think(held.charAt(0));
            held.deleteCharAt(0);
        }
    }

    @Override
    public void end() {
        held.chars().forEach(c -> reader.think((char) c));
        switch (opening) {
            case MARKED -> {}
            case IN_LINE -> reader.say(mark + all);
            case BY_TEMPLATE -> reader.neverClosed(all.toString());
        }
    }
}
