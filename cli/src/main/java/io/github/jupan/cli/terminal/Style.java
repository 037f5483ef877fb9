package io.github.jupan.cli.terminal;

/// What a piece of text on the terminal is, and the SGR attributes (ECMA-48) that show it.
public enum Style {
    PLAIN(""),
    DIM("2"),
    BOLD("1"),
    ACCENT("1;36"),
    RESULT("1;32"),
    PROVEN("32"),
    WARNING("33"),
    ERROR("31"),
    KEYWORD("35"),
    BUILTIN("36"),
    STRING("32"),
    NUMBER("33"),
    COMMENT("2;3"),
    HEADING("1;4"),
    EMPHASIS("3"),
    CODE("36"),
    LINK("4"),
    STRUCK("9");

    private final String attributes;

    Style(String attributes) {
        this.attributes = attributes;
    }

    public String on() {
        return attributes.isEmpty() ? "" : "\u001b[" + attributes + "m";
    }

    public String off() {
        return attributes.isEmpty() ? "" : "\u001b[0m";
    }
}
