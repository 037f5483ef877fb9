package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Finds the id of a request while its bytes go by, so that one that is too long to be kept can be answered all the
/// same. Costs no memory beyond a name and an id.
public final class IdScan {

    private static final int MOST = 1_000;

    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private JsonNode found = Json.NODES.nullNode();
    private String name = "";
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean isValue;

    /// The id of a request of which the beginning is there; null where it is not in it.
    public static JsonNode idIn(byte[] begun) {
        IdScan scan = new IdScan();
        scan.scan(begun, 0, begun.length);
        return scan.found();
    }

    void scan(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            take(bytes[i]);
        }
    }

    /// The id; null where there is none.
    JsonNode found() {
        return found;
    }

    private void take(byte next) {
        if (inText) {
            keep(next);
            inText = escaped || next != '"';
            escaped = !escaped && next == '\\';
            return;
        }
        switch (next) {
            case '{', '[' -> {
                depth++;
                begin(false);
            }
            case ':' -> {
                if (depth == 1) {
                    name = piece.toString(StandardCharsets.UTF_8).strip();
                }
                begin(true);
            }
            case ',', '}', ']' -> {
                if (depth == 1 && isValue && name.equals("\"id\"")) {
                    found = id(piece.toByteArray());
                }
                if (next != ',') {
                    depth--;
                }
                begin(false);
            }
            default -> {
                keep(next);
                inText = next == '"';
            }
        }
    }

    private void begin(boolean value) {
        piece.reset();
        isValue = value;
    }

    private void keep(byte next) {
        if (depth == 1 && piece.size() < MOST) {
            piece.write(next);
        }
    }

    private static JsonNode id(byte[] text) {
        try {
            JsonNode id = Json.read(text);
            return Request.isId(id) ? id : Json.NODES.nullNode();
        } catch (Failure noId) {
            return Json.NODES.nullNode();
        }
    }
}
