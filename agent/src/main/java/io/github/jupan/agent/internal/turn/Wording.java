package io.github.jupan.agent.internal.turn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What providers say when they mean something: a sentence, or a code in the JSON around it, on each line.
///
/// A text is compared in lower case and without its quotation marks. In a line `*` stands for up to 200 characters,
/// `{a|b}` for either, `LIMIT` for the most tokens that a model takes, `SENT` for those of the request, `OUTPUT` for
/// those that the answer may have. Of several lines that fit the first counts, so lines with numbers come first.
final class Wording {
    /// No tools at all, whatever they are. `TOOLS` is any word for them, `NOT` any way of denying.
    static final Wording TOOLS_REFUSED = new Wording("""
        {not|doesnt|dont|cannot} {support|accept|allow|take|use} {the |any |}TOOLS
        TOOLS NOT {supported|enabled|implemented|available|allowed|permitted}
        tool use with function calling is unsupported
        takes no tools
        no endpoints found that support {tool use|tools}
        requires --jinja flag
        --enable-auto-tool-choice
        {unsupported|no|missing} {--|}{tool-call-parser|tool_call_parser|tool call parser}
        {tool-call-parser|tool_call_parser|tool call parser} {is |}not {set|configured}
        {unsupported|unknown|unrecognized|unexpected} {param|parameter|parameter(s)|field|name|property|argument|keyword argument}{:|} {tools|functions}
        unrecognized request {argument|arguments} supplied: {tool_choice, |}{tools|functions}
        {tools|functions}{:|} {extra inputs are|extra fields|additional properties are} not {permitted|allowed}
        body, {tools|functions}]*{extra inputs are|extra fields} not permitted
        not support parameters: *{tools|functions}
        only * support tool {calls|messages}
        {不支持|不支援} {tools|function|工具}*
        """);

    /// One tool or one result, not all of them: the others would do.
    static final Wording ONE_TOOL_REFUSED = new Wording("""
        {input_|json_|}schema{s|}
        parallel*
        tool_call_id*
        tool_use_id*
        the following tools
        tools of type
        failed_generation
        rate limit
        """);

    static final Wording CONTEXT_EXCEEDED = new Wording("""
        n_prompt_tokens: SENT*n_ctx: LIMIT
        n_ctx: LIMIT*n_prompt_tokens: SENT
        request (SENT tokens) exceeds the available context size (LIMIT tokens)
        exceed_context_size*n_ctx: LIMIT
        too large: OUTPUT. this models maximum context length is LIMIT tokens and your request has SENT input tokens
        context length is LIMIT tokens*(SENT in the messages,*OUTPUT in the completion
        context length is LIMIT tokens*(SENT in your prompt; OUTPUT for the completion
        context length is LIMIT tokens*(SENT of text input,*OUTPUT in the output
        context length is LIMIT tokens*resulted in SENT tokens
        context length is LIMIT tokens*requested {about |}SENT tokens
        passed SENT input tokens and requested OUTPUT output tokens*context length is only LIMIT
        passed SENT input tokens*context length is only LIMIT
        context length of LIMIT tokens*SENT tokens from the input messages and OUTPUT tokens for the completion
        {prompt|input} (length SENT) is longer than the maximum model length of LIMIT
        (SENT tokens) is longer than the models context length (LIMIT tokens)
        prompt is too long: SENT tokens > LIMIT maximum
        exceed context limit: SENT + OUTPUT > LIMIT
        input token count {(|of |}SENT{)|} exceeds the {maximum number of tokens allowed|limit} {(|of |}LIMIT
        input token count*exceeds the {maximum|limit}
        prompt contains SENT tokens*too large for model with LIMIT maximum context
        maximum prompt length is LIMIT but the request contains SENT
        prompt token count of SENT exceeds the limit of LIMIT
        max input tokens: LIMIT, request input token count: SENT
        must be <= LIMIT. given: SENT inputs tokens and OUTPUT max_new_tokens
        keep the first SENT tokens*context length of {only |}LIMIT
        current length is SENT while limit is LIMIT
        request too large*limit LIMIT, requested SENT
        context window is LIMIT tokens*requested SENT
        context window exceeded: requested SENT
        context {length|window} {is|of} {only |}LIMIT
        input tokens exceed the configured limit of LIMIT
        exceeded model token limit: LIMIT
        range of input length should be [1, LIMIT]
        tokens in the prompt exceeds the limit of LIMIT
        body too large for *max size: LIMIT tokens
        context_length_exceeded
        model_context_window_exceeded
        exceed_context_size*
        tokens_limit_reached
        request_too_large
        exceeds the available context size
        context {size|length|window} {has been |is |}exceeded
        larger than the max context size
        {exceeds|exceed|exceeded} {the |}{models |model |maximum |max |available |}context {length|window|size|limit}
        context window exceeds limit
        {greater|longer} than the {models |maximum |}context length
        {input|prompt|request} {is |}too {long|large} for {the |this |requested |}model
        prompt {is |}too {long|large}
        prompt exceeds max length
        input tokens exceed{ed|s|}
        number of input tokens exceeds
        reduce the length of {the |your |}{messages|prompt|input}
        request exceeds the maximum size
        """);

    /// A limit on tokens a minute that the request alone is above: waiting does not help, sending less does.
    static final Wording MORE_THAN_A_MINUTE = new Wording("""
        request too large*limit LIMIT, requested SENT
        """);

    /// The provider wants back what the model thought.
    static final Wording REASONING_MISSING = new Wording("""
        reasoning_content*{passed back|missing|required}
        {missing|without} {its required |}reasoning_content
        thinking*{passed back|must be returned}
        {missing a|missing} thought_signature
        thought_signature*{missing|required}
        missing_thought_signature
        expected thinking or redacted_thinking
        must start with a thinking block
        without its required reasoning item
        """);

    static final Wording QUOTA_USED_UP = new Wording("""
        insufficient_quota
        insufficient {balance|credit|credits|funds}
        credit balance is too low
        billing_hard_limit_reached
        """);

    /// Passes by itself: what a stream that has begun with status 200 says instead of 429.
    static final Wording RATE_LIMITED = new Wording("""
        rate_limit*
        rate limit
        too many requests
        slow down
        resource_exhausted
        throttl*
        """);

    /// Passes by itself: instead of a status from 500 on.
    static final Wording OVERLOADED = new Wording("""
        overloaded*
        {internal_|}server_error
        internal_error
        internal server error
        internalservererror
        service_unavailable
        service unavailable
        temporarily unavailable
        bad gateway
        gateway {timeout|time-out}
        at capacity
        server is busy
        server had an error
        error occurred while processing your request
        you can retry your request
        try again later
        please try again
        insufficient_system_resource
        """);

    /// More of an error is not read.
    private static final int LONGEST = 8_000;

    private static final String TOOLS =
            "(?:tools|functions|(?:tool|function)[ _-](?:use|usage|calls?|calling))(?![a-z0-9_\\[])";
    private static final String NOT =
            "(?:(?:is|are|has|have)\\s+)?(?:currently\\s+)?(?:not|un|isnt|arent)(?:\\s+(?:yet|been|currently)){0,2}";

    private final List<Pattern> lines;

    private Wording(String lines) {
        this.lines = lines.lines().map(Wording::pattern).toList();
    }

    /// The numbers of tokens in a text that means this.
    record Found(OptionalLong limit, OptionalLong sent, OptionalLong output) {}

    Optional<Found> in(String text) {
        String plain = plain(text);
        for (Pattern line : lines) {
            Matcher matcher = line.matcher(plain);
            if (matcher.find()) {
                return Optional.of(
                        new Found(number(matcher, "limit"), number(matcher, "sent"), number(matcher, "output")));
            }
        }
        return Optional.empty();
    }

    boolean isIn(String text) {
        return in(text).isPresent();
    }

    private static String plain(String text) {
        String begun = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return begun.toLowerCase(Locale.ROOT)
                .replaceAll("\\\\u00(?:22|27|60)|[\"'`’‘“”]", "")
                .replaceAll("\\\\[nrt]|\\s", " ")
                .replace("\\", "");
    }

    private static OptionalLong number(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name)
                ? OptionalLong.of(Long.parseLong(matcher.group(name).replaceAll("\\D", "")))
                : OptionalLong.empty();
    }

    private static Pattern pattern(String line) {
        Map<String, String> meanings = Map.of(
                "*", ".{0,200}?",
                "{", "(?:",
                "|", "|",
                "}", ")",
                " ", " *",
                "TOOLS", TOOLS,
                "NOT", NOT,
                "LIMIT", "(?<limit>\\d[\\d,_]{0,14})",
                "SENT", "(?<sent>\\d[\\d,_]{0,14})",
                "OUTPUT", "(?<output>\\d[\\d,_]{0,14})");
        String regex = Pattern.compile("[*{|} ]|[A-Z]+|[^*{|} A-Z]+")
                .matcher(line)
                .replaceAll(token ->
                        Matcher.quoteReplacement(meanings.getOrDefault(token.group(), Pattern.quote(token.group()))));
        String end = line.endsWith("*") ? "" : "(?![a-z0-9_\\[]|\\.[a-z0-9])";
        return Pattern.compile("(?<![a-z0-9_])" + regex + end);
    }
}
