package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.ModelException.Retry;
import io.github.jupan.agent.internal.turn.ModelFailure.Meaning;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFailureTest {

    /// An error as it comes over the wire; status 0 for one in mid-stream.
    record Reply(int status, String body) {

        Throwable thrown() {
            return status == 0 ? new LangChain4jException(body) : mapped(new HttpException(status, body));
        }

        private static Throwable mapped(HttpException http) {
            return switch (http.statusCode()) {
                case 401, 403 -> new AuthenticationException(http);
                case 404 -> new ModelNotFoundException(http);
                case 408 -> new TimeoutException(http);
                case 429 -> new RateLimitException(http);
                default ->
                    http.statusCode() >= 500 ? new InternalServerException(http) : new InvalidRequestException(http);
            };
        }
    }

    static List<Reply> refusalsOfTools() {
        return List.of(
                new Reply(400, "{\"error\":\"registry.ollama.ai/library/gemma3:4b does not support tools\"}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"stablelm2:latest does not support tools\",\"type\":\"api_error\","
                                + "\"param\":null,\"code\":null}}"),
                new Reply(
                        404,
                        "{\"error\":{\"message\":\"No endpoints found that support tool use. To learn more about"
                                + " provider routing, visit:"
                                + " https://openrouter.ai/docs/provider-routing\",\"code\":404}}"),
                new Reply(
                        500,
                        "{\"error\":{\"code\":500,\"message\":\"tools param requires --jinja flag\","
                                + "\"type\":\"server_error\"}}"),
                new Reply(500, "{\"error\":{\"message\":\"tool_choice param requires --jinja flag\"}}"),
                new Reply(500, "{\"error\":{\"code\":500,\"message\":\"Unsupported param: tools\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"\\\"auto\\\" tool choice requires --enable-auto-tool-choice and"
                                + " --tool-call-parser to be"
                                + " set\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}"),
                new Reply(
                        500,
                        "{\"object\":\"error\",\"message\":\"Internal server error: Unsupported tool_call_parser:"
                                + " None\",\"type\":\"InternalServerError\",\"param\":null,\"code\":500}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"`tool calling` is not supported with this model\","
                                + "\"type\":\"invalid_request_error\"}}"),
                new Reply(400, "{\"error\":{\"message\":\"`tools` is not supported with this model\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"Unsupported parameter: 'tools' is not supported with this model.\","
                                + "\"param\":\"tools\",\"code\":\"unsupported_parameter\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"tools is not supported in this model. For a list of supported"
                                + " models, refer to https://platform.openai.com/docs/guides/function-calling\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"Functions are not supported for this API version or"
                                + " this model version.\"}}"),
                new Reply(400, "{\"error\":{\"message\":\"Unrecognized request argument supplied: functions\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"Unrecognized request arguments supplied: tool_choice, tools\"}}"),
                new Reply(
                        405,
                        "{\"error\":{\"message\":\"deepinfra error: Tool calling is not supported for model:"
                                + " mistralai/Mistral-Small-24B-Instruct-2501\",\"code\":\"405\"}}"),
                new Reply(
                        400,
                        "{\"code\":\"Client specified an invalid argument\",\"error\":\"Invalid request content: The"
                            + " model does not support tool use or function calling but tools or tool_choice have been"
                            + " specified on the request.\"}"),
                new Reply(
                        400,
                        "{\"object\":\"error\",\"message\":\"Function calling is not enabled for this model\","
                                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"3051\"}"),
                new Reply(400, "{\"message\":\"This model doesn't support tool use.\"}"),
                new Reply(400, "{\"message\":\"This model doesn\u2019t support tool use in streaming mode.\"}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"deepseek-reasoner does not support Function Calling\","
                                + "\"type\":\"invalid_request_error\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"Function calling is not enabled for"
                                + " models/gemma-3-27b-it\",\"status\":\"INVALID_ARGUMENT\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"Tool use with function calling is unsupported by the model.\"}}"),
                new Reply(
                        422,
                        "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"tools\"],\"msg\":\"Extra"
                                + " inputs are not permitted\",\"input\":[{\"type\":\"function\"}]}]}"),
                new Reply(400, "{\"error\":\"tools: Extra inputs are not permitted\"}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"litellm.UnsupportedParamsError: together_ai does not support"
                                + " parameters: ['tools'], for model=meta-llama/Llama-3.3-70B\"}}"),
                new Reply(400, "{\"code\":20037,\"message\":\"Function call is not supported for this model.\"}"),
                new Reply(
                        400,
                        "{\"message\":\"Tool use has not been enabled, because it is unsupported by"
                                + " nv-mistralai/mistral-nemo-12b-instruct.\"}"),
                new Reply(501, "{\"error\":\"tool calls are not implemented\"}"),
                new Reply(501, "Tools not supported"),
                new Reply(
                        400,
                        "{\"detail\":\"Only ['qwen-chat', 'chatglm3', 'gorilla-openfunctions-v1'] support tool"
                                + " calls\"}"),
                new Reply(400, "{\"error\":{\"message\":\"\u5f53\u524d\u6a21\u578b\u4e0d\u652f\u6301function_call\"}}"),
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"Provider returned error\",\"code\":400,\"metadata\":{\"raw\":"
                                + "\"{\\\"error\\\":\\\"This model does not support the tools parameter\\\"}\"}}}"),
                new Reply(400, "{\"error\":{\"message\":\"Unknown name \\u0027tools\\u0027: Cannot find field.\"}}"),
                new Reply(0, "gemma does not support tools"));
    }

    static List<Reply> notRefusalsOfTools() {
        return List.of(
                new Reply(
                        400,
                        "{\"error\":{\"message\":\"Invalid schema for function 'weather': array schema missing"
                            + " items\","
                            + "\"param\":\"tools[0].function.parameters\",\"code\":\"invalid_function_parameters\"}}"),
                new Reply(400, "Invalid schema for function 'python': additionalProperties must be false"),
                new Reply(400, "Invalid schema for function 'x': union types in tools are not supported"),
                new Reply(
                        400,
                        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with"
                                + " 'tool_calls'."),
                new Reply(
                        400,
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: call_1"),
                new Reply(
                        400,
                        "Invalid parameter: 'tool_call_id' of 'call_9' not found in 'tool_calls' of previous message."),
                new Reply(400, "tool_call_id not found"),
                new Reply(400, "Invalid 'tools[0].function.name': string does not match pattern '^[a-zA-Z0-9_-]+$'."),
                new Reply(
                        400,
                        "Invalid 'tools': array too long. Expected an array with maximum length 128, but got 129."),
                new Reply(400, "tool result too large"),
                new Reply(400, "Unsupported parameter: 'parallel_tool_calls' is not supported with this model."),
                new Reply(400, "Parallel tool calls are not supported by this model; set parallel_tool_calls to false"),
                new Reply(400, "Unsupported parameter: 'tools[0].function.strict' is not supported"),
                new Reply(400, "Unsupported value: 'tool_choice' does not support 'required' with this model."),
                new Reply(400, "Tool 'web_search' is not supported with gpt-5-nano."),
                new Reply(400, "The following tools are not supported: web_search_preview"),
                new Reply(400, "tools: Tool names must be unique."),
                new Reply(400, "tools.0.custom.input_schema: JSON schema is invalid. It must match draft 2020-12"),
                new Reply(
                        400,
                        "messages.2: `tool_use` ids were found without `tool_result` blocks immediately after:"
                                + " toolu_1."),
                new Reply(
                        400,
                        "Please ensure that the number of function response parts is equal to the number of function"
                                + " call parts of the function call turn."),
                new Reply(
                        400,
                        "* GenerateContentRequest.tools[0].function_declarations[0].parameters.properties: should be"
                                + " non-empty for OBJECT type"),
                new Reply(
                        400,
                        "Invalid JSON payload received. Unknown name \"additionalProperties\" at"
                                + " 'tools[0].function_declarations[0].parameters': Cannot find field."),
                new Reply(
                        400,
                        "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more"
                                + " details."),
                new Reply(
                        400, "tool call validation failed: attempted to call tool 'x' which was not in request.tools"),
                new Reply(400, "Tool call id was abc but must be a-z, A-Z, 0-9, with a length of 9."),
                new Reply(400, "Not the same number of function calls and responses"),
                new Reply(
                        400, "The toolConfig field must be defined when using toolUse and toolResult content blocks."),
                new Reply(400, "Thinking may not be enabled when tool_choice forces tool use."),
                new Reply(429, "Rate limit reached: tools are not supported in such numbers"),
                new Reply(403, "Your plan does not support tools"),
                new Reply(500, "tools broke"),
                new Reply(500, "Failed to parse tool call arguments as JSON"),
                new Reply(404, "The model `functionary-tools` does not exist or you do not have access to it."),
                new Reply(
                        400,
                        "This model's maximum context length is 4097 tokens. However, you requested 4200 tokens (3000"
                                + " in the messages, 200 in the functions, and 1000 in the completion)."),
                new Reply(0, "the tool answered late"));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfTools")
    void knowsARefusalOfTools(Reply reply) {
        assertThat(ModelFailure.of(reply.thrown()).meaning()).isEqualTo(new Meaning.ToolsRefused());
        assertThat(ModelFailure.of(reply.thrown()).line()).doesNotContain("no such model");
    }

    @ParameterizedTest
    @MethodSource("notRefusalsOfTools")
    void doesNotTakeOtherErrorsAboutToolsForOne(Reply reply) {
        assertThat(ModelFailure.of(reply.thrown()).meaning()).isNotInstanceOf(Meaning.ToolsRefused.class);
    }

    @Test
    void aClientsOwnRefusalOfToolsIsOneToo() {
        assertThat(ModelFailure.of(new UnsupportedFeatureException("Functions are not supported"))
                        .meaning())
                .isEqualTo(new Meaning.ToolsRefused());
        assertThat(ModelFailure.of(new UnsupportedFeatureException("Tools are currently not supported by this model"))
                        .meaning())
                .isEqualTo(new Meaning.ToolsRefused());
    }

    /// @param limit what a request may have, 0 where it is not said
    /// @param sent what was counted, 0 where it is not said
    record Exceeded(Reply reply, long limit, long sent) {}

    static List<Exceeded> exceededContexts() {
        return List.of(
                exceeded(
                        400,
                        "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens. However, your"
                                + " messages resulted in 5012 tokens. Please reduce the length of the messages.\","
                                + "\"type\":\"invalid_request_error\",\"param\":\"messages\","
                                + "\"code\":\"context_length_exceeded\"}}",
                        4_096,
                        5_012),
                exceeded(
                        400,
                        "This model's maximum context length is 4097 tokens. However, you requested 4500 tokens (3500"
                            + " in the messages, 1000 in the completion). Please reduce the length of the messages or"
                            + " completion.",
                        3_097,
                        3_500),
                exceeded(
                        400,
                        "This model's maximum context length is 4097 tokens. However, you requested 4200 tokens (3000"
                                + " in the messages, 200 in the functions, and 1000 in the completion).",
                        3_097,
                        3_000),
                exceeded(
                        400,
                        "This model's maximum context length is 8191 tokens, however you requested 10346 tokens (10341"
                                + " in your prompt; 5 for the completion). Please reduce your prompt; or completion"
                                + " length.",
                        8_186,
                        10_341),
                exceeded(
                        400,
                        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens."
                                + " However, you requested 5000 tokens in the messages, Please reduce the length of the"
                                + " messages.\",\"code\":400}",
                        4_096,
                        5_000),
                exceeded(
                        400,
                        "You passed 5001 input tokens and requested 0 output tokens. However, the model's context"
                                + " length is only 4096 tokens, resulting in a maximum input length of 4096 tokens.",
                        4_096,
                        5_001),
                exceeded(
                        400,
                        "The decoder prompt (length 5000) is longer than the maximum model length of 4096. Make sure"
                                + " that `max_model_len` is no smaller than the number of text tokens.",
                        4_096,
                        5_000),
                exceeded(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size, try"
                            + " increasing"
                            + " it\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":5000,\"n_ctx\":4096}}",
                        4_096,
                        5_000),
                exceeded(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"request (4,500 tokens) exceeds the available context"
                                + " size (2,048 tokens), try increasing it\",\"type\":\"exceed_context_size_error\"}}",
                        2_048,
                        4_500),
                exceeded(400, "{\"error\": {\"type\": \"exceed_context_size_error\", \"n_ctx\": 4096}}", 4_096, 0),
                exceeded(0, "Context size has been exceeded.", 0, 0),
                exceeded(500, "the request exceeds the available context size. try increasing the context size", 0, 0),
                exceeded(413, "<html><head><title>413 Request Entity Too Large</title></head></html>", 0, 0),
                exceeded(
                        400,
                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too"
                                + " long: 210000 tokens > 200000 maximum\"}}",
                        200_000,
                        210_000),
                exceeded(
                        400,
                        "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input"
                                + " length or `max_tokens` and try again",
                        180_000,
                        190_000),
                exceeded(
                        413,
                        "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"Request exceeds"
                                + " the maximum size\"}}",
                        0,
                        0),
                exceeded(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"The input token count (1196265) exceeds the maximum"
                                + " number of tokens allowed (1048575).\",\"status\":\"INVALID_ARGUMENT\"}}",
                        1_048_575,
                        1_196_265),
                exceeded(0, "The input token count exceeds the maximum number of tokens allowed 1048576.", 0, 0),
                exceeded(400, "{\"error\":\"the input length exceeds the context length\"}", 0, 0),
                exceeded(500, "{\"error\":\"input length exceeds maximum context length\"}", 0, 0),
                exceeded(400, "prompt too long; exceeded max context length by 18 tokens", 0, 0),
                exceeded(
                        400,
                        "{\"error\":{\"message\":\"Please reduce the length of the messages or completion.\","
                                + "\"code\":\"context_length_exceeded\"}}",
                        0,
                        0),
                exceeded(
                        413,
                        "{\"error\":{\"message\":\"Request too large for model `llama-3.1-8b-instant` in organization"
                                + " `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested"
                                + " 7064, please reduce your message size and try"
                                + " again.\",\"code\":\"rate_limit_exceeded\"}}",
                        6_000,
                        7_064),
                exceeded(
                        429,
                        "Request too large for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000,"
                                + " Requested 35000. The input or output tokens must be reduced in order to run"
                                + " successfully.",
                        30_000,
                        35_000),
                exceeded(
                        400,
                        "{\"object\":\"error\",\"message\":\"Prompt contains 40000 tokens and 0 draft tokens, too"
                                + " large for model with 32768 maximum context length\",\"code\":\"3051\"}",
                        32_768,
                        40_000),
                exceeded(400, "Input is too long for requested model.", 0, 0),
                exceeded(
                        400,
                        "Too many input tokens. Max input tokens: 8192, request input token count: 9000",
                        8_192,
                        9_000),
                exceeded(400, "Input Tokens Exceeded: Number of input tokens exceeds maximum length.", 0, 0),
                exceeded(
                        400,
                        "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
                        131_072,
                        537_812),
                exceeded(400, "Invalid request: Your request exceeded model token limit: 8192", 8_192, 0),
                exceeded(
                        400,
                        "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]",
                        30_720,
                        0),
                exceeded(400, "Prompt exceeds max length", 0, 0),
                exceeded(
                        422,
                        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000"
                                + " `inputs` tokens and 512 `max_new_tokens`",
                        7_681,
                        9_000),
                exceeded(
                        400,
                        "The input (5000 tokens) is longer than the model's context length (4096 tokens).",
                        4_096,
                        5_000),
                exceeded(
                        400,
                        "Requested token count exceeds the model's maximum context length of 4096 tokens. You"
                            + " requested a total of 5000 tokens: 4000 tokens from the input messages and 1000 tokens"
                            + " for the completion.",
                        3_096,
                        4_000),
                exceeded(
                        400,
                        "{\"error\":\"Trying to keep the first 5000 tokens when context the overflows. However, the"
                                + " model is loaded with context length of only 4096 tokens, which is not enough.\"}",
                        4_096,
                        5_000),
                exceeded(
                        400,
                        "The number of tokens to keep from the initial prompt is greater than the context length.",
                        0,
                        0),
                exceeded(
                        400,
                        "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000"
                            + " tokens (130000 of text input, 2000 of tool input, 8000 in the output). Please reduce"
                            + " the length of either one.",
                        123_072,
                        130_000),
                exceeded(
                        400,
                        "Please reduce the length of the messages or completion. Current length is 9000 while limit is"
                                + " 8192",
                        8_192,
                        9_000),
                exceeded(400, "prompt token count of 130000 exceeds the limit of 128000", 128_000, 130_000),
                exceeded(413, "Request body too large for gpt-4o model. Max size: 8000 tokens.", 8_000, 0),
                exceeded(400, "Your input exceeds the context window of this model. Please adjust your input.", 0, 0),
                exceeded(
                        400,
                        "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000"
                                + " tokens.",
                        272_000,
                        0),
                exceeded(400, "invalid params, context window exceeds limit (2013)", 0, 0),
                exceeded(
                        400,
                        "too many tokens: total number of tokens in the prompt exceeds the limit of 4081",
                        4_081,
                        0),
                exceeded(0, "model_context_window_exceeded", 0, 0));
    }

    private static Exceeded exceeded(int status, String body, long limit, long sent) {
        return new Exceeded(new Reply(status, body), limit, sent);
    }

    @ParameterizedTest
    @MethodSource("exceededContexts")
    void knowsAnExceededContextAndItsNumbers(Exceeded exceeded) {
        ModelFailure failure = ModelFailure.of(exceeded.reply().thrown());
        assertThat(failure.meaning())
                .isEqualTo(new Meaning.ContextExceeded(known(exceeded.limit()), known(exceeded.sent())));
        assertThat(failure.line())
                .startsWith("The question does not fit into the model's context")
                .doesNotContain("\n");
    }

    private static OptionalLong known(long number) {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Test
    void anAnswerThatIsAllowedTooMuchIsNoLongQuestion() {
        expect(
                new Reply(
                                400,
                                "'max_tokens' is too large: 5000. This model's maximum context length is 4096 tokens"
                                        + " and your request has 500 input tokens (5000 > 4096 - 500).")
                        .thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The model's context of 4096 tokens has no room for answers of 5000; allow fewer tokens for an answer."
                    + " (HTTP 400) 'max_tokens' is too large: 5000. This model's maximum context length is 4096 tokens"
                    + " and your request has 500 input tokens (5000 > 4096 - 500).");
    }

    @Test
    void knowsWhichLengthsAreNoContexts() {
        assertThat(Stream.of(
                                new Reply(400, "tool result too large"),
                                new Reply(
                                        400,
                                        "tool_calls[0].id: string too long. Expected a string with maximum length 64,"
                                                + " but got a string with length 240"),
                                new Reply(400, "Invalid 'tools': array too long."),
                                new Reply(
                                        429,
                                        "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used"
                                                + " 29000, Requested 2000. Please try again in 2s."),
                                new Reply(429, "Too many tokens, please wait before trying again."),
                                new Reply(401, "prompt is too long"),
                                new Reply(400, "temperature is too large"))
                        .map(reply -> ModelFailure.of(reply.thrown()).meaning()))
                .doesNotHaveAnyElementsOfTypes(Meaning.ContextExceeded.class);
    }

    @Test
    void aTurnThatEndsBeforeItsFirstWordAtTheContextsEndIsAnExceededContext() {
        assertThat(ModelFailure.overflow(response("", FinishReason.LENGTH, 4_096, 0))
                        .orElseThrow())
                .isEqualTo(new ModelFailure(
                        new Meaning.ContextExceeded(OptionalLong.of(4_096), OptionalLong.empty()),
                        "The question does not fit into the model's context of 4096 tokens; shorten it, attach long"
                                + " texts as documents, or give the model a larger context.",
                        null));
        assertThat(ModelFailure.overflow(response("", FinishReason.LENGTH, 12, 1))
                        .orElseThrow()
                        .meaning())
                .isEqualTo(new Meaning.ContextExceeded(OptionalLong.empty(), OptionalLong.empty()));
        assertThat(ModelFailure.overflow(response("so", FinishReason.LENGTH, 4_096, 1)))
                .isEmpty();
        assertThat(ModelFailure.overflow(response("", FinishReason.LENGTH, 4_096, 900)))
                .isEmpty();
        assertThat(ModelFailure.overflow(response("", FinishReason.STOP, 4_096, 0)))
                .isEmpty();
        ChatResponse called = response("", FinishReason.LENGTH, 4_096, 0).toBuilder()
                .aiMessage(AiMessage.from(
                        ToolExecutionRequest.builder().name("python").build()))
                .build();
        assertThat(ModelFailure.overflow(called)).isEmpty();
    }

    private static ChatResponse response(String text, FinishReason reason, int input, int output) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .finishReason(reason)
                .tokenUsage(new TokenUsage(input, output))
                .build();
    }

    @Test
    void knowsThatReasoningIsWantedBack() {
        assertThat(Stream.of(
                                "thinking is enabled but reasoning_content is missing in assistant tool call message"
                                        + " at index 2",
                                "The `reasoning_content` in the thinking mode must be passed back to the API.",
                                "The content[].thinking in the thinking mode must be passed back to the API.",
                                "Function call is missing a thought_signature in functionCall parts. This is required"
                                        + " for tools to work correctly",
                                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found"
                                        + " `tool_use`.",
                                "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning'"
                                        + " item: 'rs_1'.")
                        .map(words ->
                                ModelFailure.of(new Reply(400, words).thrown()).meaning()))
                .containsOnly(new Meaning.ReasoningMissing());
        assertThat(ModelFailure.of(new Reply(400, "Unsupported parameter: 'reasoning_effort'").thrown())
                        .meaning())
                .isEqualTo(new Meaning.Final(Retry.WILL_NOT_HELP));
    }

    @Test
    void tellsWhatPassesFromWhatDoesNot() throws Exception {
        assertThat(Stream.of(
                                new RateLimitException("slow down"),
                                new HttpException(529, "busy"),
                                new TimeoutException(new HttpException(408, "late")),
                                new RetriableException("the connection ended"),
                                new RuntimeException(new IOException("reset")),
                                new IllegalStateException("Overloaded"),
                                new LangChain4jException("rate_limit_exceeded: slow down"),
                                new LangChain4jException("The server had an error while processing your request"),
                                new LangChain4jException(
                                        "{\"type\":\"server_error\",\"message\":\"oops\",\"code\":null}"),
                                new InternalServerException("oops"))
                        .map(error -> ModelFailure.of(error).meaning()))
                .containsOnly(new Meaning.Passing(Optional.empty()));
        assertThat(Stream.of(
                                new RateLimitException("{\"code\": \"insufficient_quota\"}"),
                                new AuthenticationException("no"),
                                new HttpException(404, "none"),
                                new HttpException(501, "none"),
                                new TimeoutException(new HttpTimeoutException("late")),
                                new RuntimeException(new ConnectException()),
                                new ContentFilteredException(new HttpException(500, "no")),
                                new LangChain4jException(unreadable()),
                                new IllegalStateException("odd"))
                        .map(error -> ModelFailure.of(error).meaning()))
                .allMatch(Meaning.Final.class::isInstance);
    }

    private static JsonProcessingException unreadable() throws IOException {
        try {
            new ObjectMapper()
                    .readValue(
                            "{\"a\": {}}", new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {});
            throw new AssertionError();
        } catch (JsonProcessingException expected) {
            return expected;
        }
    }

    @Test
    void readsHowLongAProviderWantsToBeLeftAlone() {
        Map<String, Duration> wishes = Map.of(
                "busy (Retry-After: 7)", Duration.ofSeconds(7),
                "{\"@type\": \"RetryInfo\", \"retryDelay\": \"27.5s\"}", Duration.ofMillis(27_500),
                "Please try again in 120ms. Visit", Duration.ofMillis(120),
                "Please try again in 7.66s", Duration.ofMillis(7_660),
                "Please try again in 2m59.56s.", Duration.ofMillis(179_560),
                "Please try again in 1h0m3s", Duration.ofSeconds(3_603),
                "Please retry after 45 seconds.", Duration.ofSeconds(45),
                "try again in 2 minutes", Duration.ofMinutes(2));
        wishes.forEach((words, wish) -> assertThat(
                        ModelFailure.of(new Reply(429, words).thrown()).meaning())
                .as(words)
                .isEqualTo(new Meaning.Passing(Optional.of(wish))));
        assertThat(Stream.of("busy", "try again in a moment", "try again in 5 steps")
                        .map(words ->
                                ModelFailure.of(new Reply(429, words).thrown()).meaning()))
                .containsOnly(new Meaning.Passing(Optional.empty()));
    }

    @Test
    void saysInOneLineWhatToDo() throws Exception {
        expect(
                new AuthenticationException("{\"error\": {\"message\": \"Incorrect\\nAPI key: \\\"x\\\"\"}}"),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider refused the API key; check it. Incorrect API key: \"x\"");
        expect(
                new Reply(404, "model 'x' not found").thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider has no such model or address; check both. (HTTP 404) model 'x' not found");
        expect(
                new RuntimeException(new ConnectException()),
                new Meaning.Final(Retry.MAY_HELP),
                "The model's server cannot be reached; check the network or the proxy, its address, and that it runs.");
        for (Throwable named : List.of(
                new ConnectException("api.openai.com"),
                new UnknownHostException("api.openai.com: Name or service not known"))) {
            expect(
                    new RuntimeException(named),
                    new Meaning.Final(Retry.MAY_HELP),
                    "The model's server api.openai.com cannot be reached; check the network or the proxy, its address,"
                            + " and that it runs.");
        }
        expect(
                new RuntimeException(new ConnectException("Connection refused")),
                new Meaning.Final(Retry.MAY_HELP),
                "The model's server cannot be reached; check the network or the proxy, its address, and that it runs.");
        expect(
                new RuntimeException(new HttpException(503, "busy\n\nnow")),
                new Meaning.Passing(Optional.empty()),
                "The provider failed; ask again later. (HTTP 503) busy now");
        expect(
                new Reply(429, "slow down (Retry-After: 45)").thrown(),
                new Meaning.Passing(Optional.of(Duration.ofSeconds(45))),
                "The provider limits requests; try again in 45 s. (HTTP 429) slow down");
        expect(
                new Reply(503, "(Retry-After: 3600)").thrown(),
                new Meaning.Passing(Optional.of(Duration.ofHours(1))),
                "The provider failed; try again in 60 min. (HTTP 503)");
        expect(
                new Reply(307, "").thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider's address leads elsewhere; give the address that it leads to as --base-url. (HTTP 307)");
        expect(
                new Reply(502, "<html>\n<head><title>502 Bad Gateway</title></head><body>…</body></html>").thrown(),
                new Meaning.Passing(Optional.empty()),
                "The provider failed; ask again later. (HTTP 502) It sent a page, \"502 Bad Gateway\".");
        expect(
                new Reply(400, "<400> InternalError.Algo.InvalidParameter: top_p is odd").thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider refused the request: (HTTP 400) <400> InternalError.Algo.InvalidParameter: top_p is odd");
        expect(
                new Reply(402, "{\"detail\":[{\"msg\":\"pay first\"}]}").thrown(),
                new Meaning.Final(Retry.MAY_HELP),
                "The provider's quota or credit is used up; check your plan there. (HTTP 402) pay first");
        expect(
                new Reply(
                                400,
                                "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"raw\":"
                                        + "\"{\\\"message\\\":\\\"top_p is odd\\\"}\"}}}")
                        .thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider refused the request: (HTTP 400) top_p is odd");
        expect(
                new Reply(400, "x".repeat(299) + "\uD835\uDCB3" + "y").thrown(),
                new Meaning.Final(Retry.WILL_NOT_HELP),
                "The provider refused the request: (HTTP 400) " + "x".repeat(299) + "\uD835\uDCB3…");
        expect(new IllegalStateException("odd"), new Meaning.Final(Retry.MAY_HELP), "The model failed: odd");
        expect(
                new Reply(0, "CUDA out of memory").thrown(),
                new Meaning.Final(Retry.MAY_HELP),
                "The model failed: CUDA out of memory");
    }

    @Test
    void neverShowsJava() throws Exception {
        String unreadable = "The provider sent something that cannot be read; check the model's name and its address.";
        assertThat(Stream.of(
                                new LangChain4jException("the provider sent something unreadable", unreadable()),
                                new RuntimeException(unreadable()),
                                new NullPointerException(
                                        "Cannot invoke \"java.util.List.get(int)\" because \"x\" is null"),
                                new NullPointerException(),
                                new IllegalArgumentException("name cannot be null or blank"),
                                new ClassCastException("class java.lang.String cannot be cast to class java.util.Map"))
                        .map(error -> ModelFailure.of(error).line())
                        .map(line -> line.replace(" the provider sent something unreadable", "")))
                .containsOnly(unreadable);
        assertThat(Stream.of(
                                new Reply(500, "").thrown(),
                                new InternalServerException(new HttpException(500, null)),
                                new RuntimeException(new HttpException(307, null)),
                                new RuntimeException(new IOException(new IOException("closed"))),
                                new ModelNotFoundException(new HttpException(404, "")))
                        .map(error -> ModelFailure.of(error).line()))
                .noneMatch(line -> line.matches(".*(Exception|java|langchain).*"));
    }

    @Test
    void anExceptionHasTheLineAndItsCause() {
        HttpException busy = new HttpException(503, "busy");
        ModelException exception = ModelFailure.of(busy).exception();
        assertThat(exception)
                .hasMessage("The provider failed; ask again later. (HTTP 503) busy")
                .hasCause(busy);
        assertThat(exception.retry()).isEqualTo(Retry.MAY_HELP);
        assertThat(ModelFailure.of(exception).exception()).isSameAs(exception);
        assertThat(ModelFailure.of(new HttpException(413, "")).exception().retry())
                .isEqualTo(Retry.WILL_NOT_HELP);
        assertThat(ModelFailure.silent(Duration.ofMillis(700)).exception())
                .hasMessage("The model sent nothing for 0.7 s; ask again.");
    }

    @Test
    void aHugeErrorIsReadInNoTime() {
        for (String piece : List.of("context length is 1 tokens ", "a.", "{", "try again in ", "tools is ", "<", " ")) {
            long start = System.nanoTime();
            ModelFailure failure = ModelFailure.of(new Reply(400, piece.repeat(50_000)).thrown());
            assertThat(failure.line().length()).isLessThan(600);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(piece).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static void expect(Throwable error, Meaning meaning, String line) {
        assertThat(ModelFailure.of(error)).isEqualTo(new ModelFailure(meaning, line, error));
    }
}
