package io.github.jupan.server.internal.openai;

import io.github.jupan.server.internal.openai.request.Query;
import java.util.Optional;

/// Collects the pieces for an answer that is sent whole. What is said before the last turn is no answer: it stands
/// with what was thought, unless code stands in the text, which is then told as it came.
final class WholeText implements Telling.Pieces {

    private final boolean asItCame;
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder said = new StringBuilder();

    WholeText(Query.Place code) {
        this.asItCame = code == Query.Place.TEXT;
    }

    @Override
    public void turn() {
        if (!asItCame) {
            setAside();
        }
    }

    /// A text that comes again as a thought was one.
    @Override
    public void thought(String piece) {
        if (!asItCame && piece.contentEquals(said)) {
            said.setLength(0);
        } else if (!asItCame) {
            setAside();
        }
        thought.append(piece);
    }

    private void setAside() {
        if (!said.isEmpty()) {
            if (!thought.isEmpty() && thought.charAt(thought.length() - 1) != '\n') {
                thought.append('\n');
            }
            thought.append(said.toString().strip()).append('\n');
            said.setLength(0);
        }
    }

    @Override
    public void said(String piece) {
        said.append(piece);
    }

    String thought() {
        return thought.toString().strip();
    }

    /// @param last the last turn's, where it is known
    String said(Optional<String> last) {
        return asItCame ? said.toString() : last.orElseGet(() -> said.toString().strip());
    }
}
