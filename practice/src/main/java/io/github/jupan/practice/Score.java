package io.github.jupan.practice;

/// What a scorer says of an attempt.
///
/// @param value the reward, from 0 to 1; 1 is right
/// @param read the answer as the scorer read it, by which a vote counts; empty where it found none
/// @param why in a few words, where there is something to say
public record Score(double value, String read, String why) {

    public Score {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a score is from 0 to 1, not " + value);
        }
    }

    public static Score right(String read) {
        return new Score(1, read, "");
    }

    public static Score wrong(String read, String why) {
        return new Score(0, read, why);
    }

    public boolean isRight() {
        return value >= 1;
    }
}
