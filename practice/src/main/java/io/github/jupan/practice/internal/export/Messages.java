package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Rollout;
import java.util.ArrayList;
import java.util.List;

/// A rollout as chat messages. A turn of the model's is one message: its thinking between `<think>` marks, what it
/// said, its programs in fences; what it was told is a message of the user's, as models that are spoken to in text
/// see it.
public final class Messages {

    private static final String FENCE = "```";

    private Messages() {}

    /// The messages that the model was given before it wrote anything.
    static ArrayNode prompt(List<Piece> pieces) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        for (Piece piece : pieces) {
            if (piece.turn() == 0) {
                messages.add(message(piece.kind() == Piece.Kind.SYSTEM ? "system" : "user", piece.text()));
            }
        }
        return messages;
    }

    /// The same of an exercise that nobody attempted.
    public static ArrayNode prompt(Exercise exercise) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        if (!exercise.system().isEmpty()) {
            messages.add(message("system", exercise.system()));
        }
        return messages.add(message("user", exercise.question()));
    }

    /// What followed.
    public static ArrayNode completion(Rollout rollout) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        List<Piece> turn = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Piece piece : rollout.pieces()) {
            if (piece.turn() == 0) {
                continue;
            }
            boolean model = piece.author() == Piece.Author.MODEL;
            if (model && !told.isEmpty()) {
                end(messages, turn, told);
            }
            if (model) {
                turn.add(piece);
            } else {
                told.add(piece.text());
            }
        }
        end(messages, turn, told);
        return messages;
    }

    private static void end(ArrayNode messages, List<Piece> turn, List<String> told) {
        if (!turn.isEmpty()) {
            messages.add(message("assistant", written(turn)));
        }
        if (!told.isEmpty()) {
            messages.add(message("user", String.join("\n", told)));
        }
        turn.clear();
        told.clear();
    }

    /// What the model wrote in a turn, as one text.
    static String written(List<Piece> turn) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : turn) {
            String shown = switch (piece.kind()) {
                case THINKING -> "<think>\n" + piece.text().strip() + "\n</think>\n";
                case CODE -> fenced(piece.text());
                default -> piece.text();
            };
            boolean apart =
                    piece.kind() == Piece.Kind.CODE && !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
            text.append(apart ? "\n" : "").append(shown);
        }
        return text.toString().strip();
    }

    private static String fenced(String code) {
        String fence = FENCE;
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence + "python\n" + code.strip() + "\n" + fence;
    }

    static ObjectNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }
}
