package io.github.jupan.agent;

/// What was read of a text and not yet handed on.
final class Pending {

    private final StringBuilder settled = new StringBuilder();
    private final StringBuilder held = new StringBuilder();

    /// Takes in a character that is no part of a marker.
    void settle(char c) {
        settled.append(c);
    }

    /// Takes in a character that may yet be part of a marker.
    void hold(char c) {
        held.append(c);
    }

    /// What may yet be a marker.
    String held() {
        return held.toString();
    }

    /// What was held is no marker.
    void release() {
        settled.append(held);
        held.setLength(0);
    }

    /// What was held is a marker.
    void drop() {
        held.setLength(0);
    }

    /// Hands on what is settled, but for half a character.
    String take() {
        int whole = settled.length();
        if (whole > 0 && Character.isHighSurrogate(settled.charAt(whole - 1))) {
            whole--;
        }
        return take(whole);
    }

    String takeAll() {
        return take(settled.length());
    }

    private String take(int length) {
        String taken = settled.substring(0, length);
        settled.delete(0, length);
        return taken;
    }
}
