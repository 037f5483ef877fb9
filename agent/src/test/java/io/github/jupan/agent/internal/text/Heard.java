package io.github.jupan.agent.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.internal.text.TextReader.Looking;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.tools.PythonTool;
import java.util.ArrayList;
import java.util.List;

/// What a reader made of a turn's text.
///
/// @param marker what opened the last program; empty where there was none
/// @param calls programs as they are, calls of other tools as name and arguments
record Heard(String thought, String text, String marker, List<String> calls) {

    static Heard text(String text) {
        return new Heard("", text, "", List.of());
    }

    static Heard code(String text, String marker, String code) {
        return new Heard("", text, marker, List.of(code));
    }

    static Heard of(String text) {
        return of(text, Chunks.whole(), ThoughtOpening.MODEL);
    }

    static Heard of(String text, Chunks chunks, ThoughtOpening opening) {
        Ear ear = new Ear();
        TextReader reader = new TextReader(ear, new Tools(), Looking.FOR_CALLS, opening);
        chunks.of(text).forEach(reader::feed);
        reader.end();
        return new Heard(ear.thought.toString(), ear.text.toString(), ear.marker, List.copyOf(ear.calls));
    }

    /// Checks what every sink may rely on.
    private static final class Ear implements TextSink {
        private final StringBuilder thought = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder shown = new StringBuilder();
        private final List<String> calls = new ArrayList<>();
        private String marker = "";

        @Override
        public void text(String piece) {
            assertThat(calls).isEmpty();
            text.append(whole(piece));
        }

        @Override
        public void thinking(String piece) {
            thought.append(whole(piece));
        }

        @Override
        public void codeStarted(String opening) {
            marker = opening;
            shown.setLength(0);
        }

        @Override
        public void code(String piece) {
            shown.append(whole(piece));
        }

        @Override
        public void call(TextCall call) {
            boolean program = call.form() == TextCall.Form.PROGRAM;
            String heard = program
                    ? call.content()
                    : PythonTool.isPython(call.name())
                            ? PythonTool.code(call.content()).orElse("no program in " + call.content())
                            : call.name() + call.content();
            if (program) {
                // A mark in a string closes after all when no other comes: then more was shown.
                assertThat(heard.startsWith(shown.toString())
                                || shown.toString().startsWith(heard))
                        .as("%s was shown of %s", shown, heard)
                        .isTrue();
            }
            calls.add(heard);
            shown.setLength(0);
        }

        @Override
        public void wasThinking() {
            thought.append(text);
            text.setLength(0);
            calls.clear();
            marker = "";
        }

        private static String whole(String piece) {
            assertThat(piece).isNotEmpty();
            assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isFalse();
            return piece;
        }
    }
}
