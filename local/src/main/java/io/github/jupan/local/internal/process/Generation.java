package io.github.jupan.local.internal.process;

import de.kherud.llama.LlamaIterator;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Report.End;
import io.github.jupan.local.internal.process.Report.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One answer as it is written. It runs in a thread of its own, and is cancelled from another.
final class Generation {

    private final Ask ask;
    private final OutputStream out;
    private @Nullable LlamaIterator tokens;
    private boolean writing;
    private boolean cancelled;

    Generation(Ask ask, OutputStream out) {
        this.ask = ask;
        this.out = out;
    }

    void run(Engine engine) throws IOException {
        try {
            answer(engine);
        } catch (RuntimeException e) {
            String words = String.valueOf(e.getMessage());
            boolean tooLong = words.toLowerCase(Locale.ROOT).contains("exceeds the available context size");
            refuse(tooLong ? Reason.TOO_LONG : Reason.INVALID, words);
        }
    }

    private void answer(Engine engine) throws IOException {
        String prompt = engine.prompt(ask.messages());
        int input = engine.count(prompt);
        int room = engine.contextTokens() - input;
        // A template may leave the first token of all to the engine.
        if (room <= 1) {
            refuse(
                    Reason.TOO_LONG,
                    "request (" + input + " tokens) exceeds the available context size (" + engine.contextTokens()
                            + " tokens)");
            return;
        }
        int budget = ask.maxTokens() == null ? room : Math.min(ask.maxTokens(), room);
        LlamaIterator iterator = begin(engine, prompt, budget);
        if (iterator == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        int pieces = 0;
        String last = "";
        while (iterator.hasNext()) {
            String piece = iterator.next().text;
            if (stopsHere(iterator)) {
                return;
            }
            if (iterator.hasNext()) {
                pieces++;
                last = piece;
            }
            if (!piece.isEmpty()) {
                text.append(piece);
                Lines.write(out, new Report.Piece(ask.id(), piece));
            }
        }
        // A piece is a token, but for those that are only a part of a character.
        int output = Math.max(pieces, engine.count(text.toString()));
        Lines.write(out, new Report.Done(ask.id(), end(last, output, budget), input, output));
    }

    /// The binding does not tell. A model that ends its answer does so by a token without a text.
    private End end(String last, int output, int budget) {
        boolean stopped = ask.stops().isEmpty() ? last.isEmpty() : output < budget;
        return stopped ? End.STOP : End.LENGTH;
    }

    private synchronized @Nullable LlamaIterator begin(Engine engine, String prompt, int budget) {
        tokens = cancelled ? null : engine.answer(ask, prompt, budget);
        return tokens;
    }

    private synchronized boolean stopsHere(LlamaIterator iterator) {
        writing = true;
        if (cancelled) {
            iterator.cancel();
        }
        return cancelled;
    }

    /// Ends it with its next token, or at once while it reads its prompt or waits for a slot.
    ///
    /// @return whether its thread waits for a first token that will not come: the binding has no way to wake it
    synchronized boolean cancel() {
        boolean left = !cancelled && tokens != null && !writing;
        cancelled = true;
        if (left && tokens != null) {
            tokens.cancel();
        }
        return left;
    }

    private void refuse(Reason reason, String words) throws IOException {
        Lines.write(out, new Report.Refused(ask.id(), reason, words));
    }
}
