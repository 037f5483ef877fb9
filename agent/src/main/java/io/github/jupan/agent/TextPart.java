package io.github.jupan.agent;

import java.util.Optional;

/// Reads one part of a turn's text, character by character.
sealed interface TextPart permits TextPart.Said, TextPart.Block, TextPart.Closed, Thought {

    /// What is said, as opposed to thought or to be run.
    sealed interface Said extends TextPart permits Prose, FenceLine, OtherBlock {}

    /// A block of code.
    sealed interface Block extends TextPart permits FencedCode, TaggedCode {

        /// What opened it, for people.
        String marker();

        /// The same, character by character.
        String opening();

        /// The text is over.
        ///
        /// @return whether a closing marker was held back
        boolean closesAtEnd();

        /// The marker that is missing where the end of the turn closes the block.
        Optional<String> missing();
    }

    /// A block was closed.
    enum Closed implements TextPart {
        /// The last character belongs to the closing marker.
        AFTER,
        /// The last character comes after it.
        BEFORE;

        @Override
        public TextPart read(char c) {
            throw new IllegalStateException("the block is closed");
        }
    }

    /// @return the part that the next character belongs to: mostly this one
    TextPart read(char c);
}
