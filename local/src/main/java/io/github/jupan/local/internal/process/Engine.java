package io.github.jupan.local.internal.process;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Load;
import java.io.IOException;
import java.util.List;

/// llama.cpp with one model loaded. It may be asked by several threads at once; as many questions as it has
/// slots are answered together, each with its own cache of the prompt that it saw last.
final class Engine {

    /// How much of a prompt is read in one go: a cancelled question holds up the others for no longer.
    private static final int BATCH_TOKENS = 256;

    /// A slot whose prompt begins like a new one is taken for it, however long that slot's answer was.
    private static final float LEAST_SIMILARITY = 0.05f;

    private final LlamaModel model;
    private final int contextTokens;

    private Engine(LlamaModel model, int contextTokens) {
        this.model = model;
        this.contextTokens = contextTokens;
    }

    static Engine load(Load load) {
        ModelParameters parameters = new ModelParameters()
                .setModel(load.weights())
                .setCtxSize(load.contextTokens() * load.slots())
                .setParallel(load.slots())
                .setThreads(load.threads())
                .setThreadsBatch(load.threads())
                .setBatchSize(BATCH_TOKENS)
                .setUbatchSize(BATCH_TOKENS)
                .setSlotPromptSimilarity(LEAST_SIMILARITY)
                // Never drops the middle of a conversation unasked.
                .disableContextShift()
                .enableJinja();
        if (load.adapter() != null) {
            parameters.addLoraAdapter(load.adapter());
        }
        if (load.template() != null) {
            parameters.setChatTemplate(load.template());
        }
        return new Engine(new LlamaModel(parameters), load.contextTokens());
    }

    int contextTokens() {
        return contextTokens;
    }

    /// The conversation as this model's chat template writes it.
    String prompt(List<Command.Message> messages) throws IOException {
        return Prompt.render(messages, model::applyTemplate);
    }

    int count(String text) {
        return model.encode(text).length;
    }

    /// @param budget the most tokens of the answer
    LlamaIterator answer(Ask ask, String prompt, int budget) {
        InferenceParameters parameters =
                new InferenceParameters(prompt).setNPredict(budget).setCachePrompt(true);
        if (ask.temperature() != null) {
            parameters.setTemperature(ask.temperature().floatValue());
        }
        if (ask.topP() != null) {
            parameters.setTopP(ask.topP().floatValue());
        }
        if (ask.topK() != null) {
            parameters.setTopK(ask.topK());
        }
        if (ask.frequencyPenalty() != null) {
            parameters.setFrequencyPenalty(ask.frequencyPenalty().floatValue());
        }
        if (ask.presencePenalty() != null) {
            parameters.setPresencePenalty(ask.presencePenalty().floatValue());
        }
        if (ask.seed() != null) {
            parameters.setSeed(ask.seed().intValue());
        }
        if (!ask.stops().isEmpty()) {
            parameters.setStopStrings(ask.stops().toArray(new String[0]));
        }
        if (ask.schema() != null) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(ask.schema().toString()));
        }
        return model.generate(parameters).iterator();
    }
}
