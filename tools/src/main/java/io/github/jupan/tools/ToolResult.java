package io.github.jupan.tools;

/// What a tool gives back to the model.
///
/// @param text the result, or what failed and what to do
/// @param form how Python, when it called the tool, reads the text
public record ToolResult(String text, Status status, Form form) {

    public enum Status {
        OK,
        FAILED
    }

    public enum Form {
        /// A Python `str`.
        TEXT,
        /// One JSON value: the Python value of the same shape.
        JSON
    }

    public static ToolResult ok(String text) {
        return new ToolResult(text, Status.OK, Form.TEXT);
    }

    public static ToolResult json(String json) {
        return new ToolResult(json, Status.OK, Form.JSON);
    }

    public static ToolResult failed(String text) {
        return new ToolResult(text, Status.FAILED, Form.TEXT);
    }
}
