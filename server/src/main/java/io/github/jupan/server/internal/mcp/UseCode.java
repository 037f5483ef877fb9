package io.github.jupan.server.internal.mcp;

import io.github.jupan.prompts.Prompt;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;

/// The prompt `use_code`: a task, to be done with the tools.
final class UseCode {

    private static final String TASK = "task";

    private UseCode() {}

    static SyncPromptSpecification specification() {
        return new SyncPromptSpecification(
                McpSchema.Prompt.builder("use_code")
                        .title("Use code")
                        .description("Has a task done with code instead of in the head")
                        .arguments(List.of(PromptArgument.builder(TASK)
                                .description("What to do")
                                .required(true)
                                .build()))
                        .build(),
                (exchange, request) -> message(request));
    }

    private static GetPromptResult message(GetPromptRequest request) {
        if (request.arguments() == null || !(request.arguments().get(TASK) instanceof String task) || task.isBlank()) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                    .message("use_code needs the argument task")
                    .build();
        }
        return GetPromptResult.builder(List.of(PromptMessage.builder(
                                Role.USER,
                                TextContent.builder(Prompt.USE_CODE.with(TASK, task))
                                        .build())
                        .build()))
                .build();
    }
}
