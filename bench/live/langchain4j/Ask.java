import dev.langchain4j.agent.tool.graalvm.GraalVmPythonExecutionTool;
import dev.langchain4j.internal.Json;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import java.time.Duration;
import java.util.Map;

/// One question to a LangChain4j service that has LangChain4j's own Python tool: NAME ADDRESS QUESTION. Prints
/// events as live.py reads them.
final class Ask {
    interface Assistant {
        Result<String> answer(String question);
    }

    public static void main(String[] args) {
        var model = OpenAiChatModel.builder()
                .modelName(args[0])
                .baseUrl(args[1])
                .apiKey(System.getenv("OPENAI_API_KEY"))
                .timeout(Duration.ofMinutes(5))
                .build();
        var assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .tools(new GraalVmPythonExecutionTool())
                .beforeToolExecution(call ->
                        emit(Map.of("type", "turn_start", "call", call.request().arguments())))
                .afterToolExecution(ran -> emit(Map.of("type", "run", "result", String.valueOf(ran.result()))))
                .build();
        var answer = assistant.answer(args[2]);
        emit(Map.of("type", "turn_start", "call", ""));
        var usage = answer.tokenUsage();
        emit(Map.of(
                "type",
                "end",
                "outcome",
                "answered",
                "text",
                String.valueOf(answer.content()),
                "usage",
                Map.of("input_tokens", usage.inputTokenCount(), "output_tokens", usage.outputTokenCount())));
        System.exit(0);
    }

    private static void emit(Map<String, Object> event) {
        System.out.println(Json.toJson(event).replace("\n", " "));
    }
}
