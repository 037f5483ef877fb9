package io.github.jupan.agent;

/// Where a number in an answer comes from.
///
/// @param number as the answer writes it, such as `1,234`
/// @param start where it begins in the answer, in UTF-16 code units
/// @param end where it ends, exclusive
public record Evidence(String number, int start, int end, Source source) {

    public sealed interface Source {
        /// A run that ended printed it or gave it as its value, and its code did more than hand it on.
        ///
        /// @param run counted from 1 in the conversation
        record Computed(int run) implements Source {}

        /// It stands in what the user wrote.
        record Given() implements Source {}

        /// Neither: the model's own word.
        record Neither() implements Source {}
    }
}
