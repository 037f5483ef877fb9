package io.github.jupan.agent.telemetry;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;

/// Traces an agent's questions with OpenTelemetry, by the
/// [GenAI semantic conventions](https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-agent-spans/), which are
/// still in development: a span `invoke_agent jupan` for a question, and in it `chat {model}` for each of the model's
/// turns and `execute_tool {tool}` for each run and each call of a tool. What is said and run is not recorded.
///
/// Needs `io.opentelemetry:opentelemetry-api`, which the caller brings. A question's parent is the span that is
/// current where it is asked.
public final class OpenTelemetryListener implements AgentListener {

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");

    private final Tracer tracer;
    private final Attributes model;

    /// @param model the agent's, for its name and its provider's
    public OpenTelemetryListener(OpenTelemetry telemetry, StreamingChatModel model) {
        tracer = telemetry.getTracer("io.github.jupan");
        AttributesBuilder attributes = Attributes.builder().put(PROVIDER, provider(model.provider()));
        String name = model.defaultRequestParameters().modelName();
        this.model =
                name == null ? attributes.build() : attributes.put(MODEL, name).build();
    }

    /// Never called: each question is heard by what [#forQuestion()] gives.
    @Override
    public void onEvent(AgentEvent event) {
        throw new IllegalStateException("a question's events go to forQuestion()");
    }

    @Override
    public AgentListener forQuestion() {
        return new QuestionSpans(tracer, model);
    }

    /// The convention's name where it has one.
    private static String provider(ModelProvider provider) {
        String name = provider.name();
        return switch (name) {
            case "OPEN_AI" -> "openai";
            case "AMAZON_BEDROCK" -> "aws.bedrock";
            case "AZURE_OPEN_AI" -> "azure.ai.openai";
            case "MICROSOFT_FOUNDRY" -> "azure.ai.inference";
            case "GOOGLE_AI_GEMINI" -> "gcp.gemini";
            case "GOOGLE_GENAI" -> "gcp.gen_ai";
            case "GOOGLE_VERTEX_AI_GEMINI", "GOOGLE_VERTEX_AI_ANTHROPIC" -> "gcp.vertex_ai";
            case "WATSONX" -> "ibm.watsonx.ai";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }
}
