package io.github.jupan.practice.internal.generate;

/// An exercise that was made.
///
/// @param form what kind of question it is, in a word
/// @param solution the steps to the answer, as a person would write them
public record Made(String form, String question, String answer, String solution) {}
