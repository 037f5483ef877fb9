package io.github.jupan.bench;

/// A result beside the right one.
record Check(String who, String expected, String actual) {

    boolean holds() {
        return expected.equals(actual);
    }

    @Override
    public String toString() {
        return who + ": " + actual + (holds() ? ", right" : ", WRONG: it is " + expected);
    }
}
