package io.github.jupan.local.internal;

import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.internal.gguf.GgufHead;
import io.github.jupan.local.internal.gguf.GgufHead.GgufException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that has been looked at: it can be loaded as far as its head shows.
///
/// @param fingerprint changes when another file takes the name
public record WeightsFile(Path path, String fingerprint, GgufHead head) {

    private static final String LORA_A = ".lora_a";
    private static final String LORA_B = ".lora_b";
    private static final String TOKEN_EMBEDDING = "token_embd.weight";

    /// @throws LocalModelException when it cannot be a model that one talks with
    public static WeightsFile open(Path file) {
        WeightsFile opened = opened(file, "bring a GGUF file of the model, or bring it again");
        if (opened.isAdapter()) {
            throw new LocalModelException(file + " is a LoRA adapter; give it as the adapter of its model");
        }
        if (opened.head.chatTemplate().isEmpty()) {
            throw new LocalModelException(file
                    + " has no chat template, so it is no model that one talks with; choose one whose name says"
                    + " Instruct or Chat");
        }
        return opened;
    }

    /// A LoRA adapter for this model.
    ///
    /// @throws LocalModelException when it is no adapter, or another model's
    public WeightsFile adapter(Path file) {
        String how = "llama.cpp's convert_lora_to_gguf.py makes one of a trained adapter";
        WeightsFile adapter = opened(file, how);
        if (!adapter.isAdapter()) {
            throw new LocalModelException(file + " is no LoRA adapter; " + how);
        }
        misfit(adapter.head).ifPresent(why -> {
            throw new LocalModelException(
                    file + " is an adapter of another model than " + path.getFileName() + ": " + why);
        });
        return adapter;
    }

    /// The chat template, where it has to be another than the file's own. llama.cpp takes the beginning-of-text token away
    /// from what a template wrote, for the tokenizer to put it there again; where the tokenizer does not, one more is
    /// written to be taken away.
    public Optional<String> chatTemplate() {
        boolean lost = head.addsBeginning().filter(adds -> !adds).isPresent();
        return lost ? head.chatTemplate().map("{{ bos_token }}"::concat) : Optional.empty();
    }

    private boolean isAdapter() {
        return head.kind().equals("adapter");
    }

    /// As llama.cpp would find it when it loads the two.
    private Optional<String> misfit(GgufHead adapter) {
        if (!adapter.architecture().equals(head.architecture())) {
            return Optional.of("its architecture is " + adapter.architecture() + ", not " + head.architecture());
        }
        return adapter.shapes().keySet().stream().sorted().flatMap(name -> misfit(adapter, name).stream()).findFirst();
    }

    /// What is laid over a weight is the product of two matrices: A has as many columns as the weight, B as many rows.
    /// Over the token embedding they lie the other way round.
    private Optional<String> misfit(GgufHead adapter, String name) {
        boolean isA = name.endsWith(LORA_A);
        if (!isA && !name.endsWith(LORA_B)) {
            return Optional.empty();
        }
        String weight = name.substring(0, name.length() - LORA_A.length());
        List<Long> whole = head.shapes().get(weight);
        if (whole == null) {
            return Optional.of("there is no " + weight + " in the model");
        }
        boolean turned = weight.equals(TOKEN_EMBEDDING);
        long own = side(adapter.shapes().getOrDefault(name, List.of()), isA && !turned ? 0 : 1);
        long wanted = side(whole, isA == turned ? 1 : 0);
        return own == wanted
                ? Optional.empty()
                : Optional.of("what it lays over " + weight + " is " + own + " long, not " + wanted);
    }

    private static long side(List<Long> shape, int side) {
        return side < shape.size() ? shape.get(side) : 1;
    }

    private static WeightsFile opened(Path file, String remedy) {
        GgufHead head = head(file, remedy);
        try {
            Path real = file.toRealPath();
            return new WeightsFile(real, Files.size(real) + " " + Files.getLastModifiedTime(real), head);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static GgufHead head(Path file, String remedy) {
        if (!Files.exists(file)) {
            throw new LocalModelException("there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new LocalModelException(file + " is a folder; name the GGUF file in it");
        }
        try {
            return GgufHead.read(file);
        } catch (GgufException e) {
            throw new LocalModelException(file + " " + e.getMessage() + "; " + remedy, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static LocalModelException unreadable(Path file, IOException e) {
        return new LocalModelException(file + " cannot be read: " + e.getMessage(), e);
    }
}
