package io.github.jupan.practice;

/// A piece of what stood in a model's context during an attempt, in order. Who wrote it is the mask that a trainer
/// needs: the model's own pieces alone count in the loss.
///
/// @param turn of the model, counted from 1, that it belongs to; 0 for what stood there before the first
/// @param text as it was written; code without the marks around it, a result as the model read it
public record Piece(Kind kind, int turn, String text) {

    /// Who wrote it.
    public enum Author {
        MODEL,
        RUNTIME,
        USER
    }

    /// What it is.
    public enum Kind {
        /// The system prompt, lessons and all.
        SYSTEM(Author.RUNTIME),
        /// The exercise's question.
        QUESTION(Author.USER),
        /// What the model said.
        TEXT(Author.MODEL),
        /// What it thought, where a provider sends that or it stands between marks.
        THINKING(Author.MODEL),
        /// A program.
        CODE(Author.MODEL),
        /// What came of the programs, as the model was told.
        RESULT(Author.RUNTIME),
        /// What the model was told besides: that it said nothing, or left a result out.
        REMINDER(Author.RUNTIME);

        private final Author author;

        Kind(Author author) {
            this.author = author;
        }
    }

    public Author author() {
        return kind.author;
    }
}
