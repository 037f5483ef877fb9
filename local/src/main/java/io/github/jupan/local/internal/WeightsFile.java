package io.github.jupan.local.internal;

import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.internal.gguf.GgufHead;
import io.github.jupan.local.internal.gguf.GgufHead.GgufException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A file that has been looked at: it can be loaded as far as its head shows.
///
/// @param fingerprint changes when another file takes the name
public record WeightsFile(Path path, String fingerprint, OptionalInt trainedContext) {

    /// @throws LocalModelException when it cannot be a model that one talks with
    public static WeightsFile open(Path file) {
        GgufHead head = head(file);
        if (head.kind().equals("adapter")) {
            throw new LocalModelException(file + " is a LoRA adapter; give it as the adapter of its model");
        }
        if (head.chatTemplate().isEmpty()) {
            throw new LocalModelException(file
                    + " has no chat template, so it is no model that one talks with; choose one whose name says"
                    + " Instruct or Chat");
        }
        return opened(file, head);
    }

    /// @throws LocalModelException when it is no adapter
    public static WeightsFile openAdapter(Path file) {
        GgufHead head = head(file);
        if (!head.kind().equals("adapter")) {
            throw new LocalModelException(
                    file + " is no LoRA adapter; llama.cpp's convert_lora_to_gguf.py makes one of a trained adapter");
        }
        return opened(file, head);
    }

    private static WeightsFile opened(Path file, GgufHead head) {
        try {
            Path real = file.toRealPath();
            return new WeightsFile(
                    real, Files.size(real) + " " + Files.getLastModifiedTime(real), head.trainedContext());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static GgufHead head(Path file) {
        if (!Files.exists(file)) {
            throw new LocalModelException("there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new LocalModelException(file + " is a folder; name the GGUF file in it");
        }
        try {
            return GgufHead.read(file);
        } catch (GgufException e) {
            throw new LocalModelException(
                    file + " " + e.getMessage() + "; bring a GGUF file of the model, or bring it" + " again", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static LocalModelException unreadable(Path file, IOException e) {
        return new LocalModelException(file + " cannot be read: " + e.getMessage(), e);
    }
}
