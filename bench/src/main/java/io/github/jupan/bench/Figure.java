package io.github.jupan.bench;

/// A number, or why there is none.
///
/// @param who whose number it is
record Figure(String who, String number) {

    static Figure of(String who, Samples samples) {
        return new Figure(who, samples.toString());
    }

    static Figure missing(String who, String why) {
        return new Figure(who, "skipped: " + why);
    }
}
