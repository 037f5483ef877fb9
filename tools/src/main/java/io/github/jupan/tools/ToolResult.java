package io.github.jupan.tools;

/// What a tool gives back to the model.
///
/// @param text the result, or what failed and what to do
public record ToolResult(String text, Status status) {

    public enum Status {
        OK,
        FAILED
    }

    public static ToolResult ok(String text) {
        return new ToolResult(text, Status.OK);
    }

    public static ToolResult failed(String text) {
        return new ToolResult(text, Status.FAILED);
    }
}
