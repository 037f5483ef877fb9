"""What the clients for Python make of the door's answers, a line of JSON for each thing tried."""
import base64, json, sys, traceback

url = sys.argv[1]
wanted = sys.argv[2:] or ["openai"]


def say(name, work):
    try:
        got = work()
    except BaseException:
        got = "failed: " + traceback.format_exc()
    print(json.dumps([name, got]), flush=True)


def user(content):
    return [{"role": "user", "content": content}]


WEATHER = {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}
FILE = {"type": "file", "file": {"filename": "a.txt", "file_data": "data:text/plain;base64," + base64.b64encode(b"abc").decode()}}
IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}


def with_openai():
    import openai
    from openai import OpenAI
    from pydantic import BaseModel

    client = OpenAI(base_url=url, api_key="x", max_retries=0)
    chat = lambda content, **more: client.chat.completions.create(model="jupan", messages=user(content), **more)

    def whole():
        choice = chat("count").choices[0]
        return [choice.message.content, choice.message.reasoning_content, choice.finish_reason]

    def stream():
        content = reasoning = ""
        usage = None
        for chunk in chat("count", stream=True, stream_options={"include_usage": True}):
            usage = chunk.usage or usage
            if chunk.choices:
                content += chunk.choices[0].delta.content or ""
                reasoning += getattr(chunk.choices[0].delta, "reasoning_content", None) or ""
        return [content, reasoning, usage.total_tokens > 0]

    def tools():
        messages = user("weather")
        given = [{"type": "function", "function": WEATHER}]
        first = client.chat.completions.create(model="jupan", messages=messages, tools=given).choices[0]
        call = first.message.tool_calls[0]
        messages += [first.message, {"role": "tool", "tool_call_id": call.id, "content": "sunny"}]
        second = client.chat.completions.create(model="jupan", messages=messages, tools=given).choices[0]
        return [first.finish_reason, call.function.arguments, second.message.content]

    def session():
        chat("count", metadata={"session": "python"})
        return chat("recall", extra_headers={"X-Jupan-Session": "python"}).choices[0].message.content

    class N(BaseModel):
        n: int

    def fails(call):
        try:
            call()
        except openai.APIError as error:
            return [type(error).__name__, error.code]

    def broken():
        content = ""
        try:
            for chunk in chat("break", stream=True):
                content += chunk.choices[0].delta.content or ""
        except openai.APIError as error:
            return [content, error.code]

    def responses_stream():
        types = []
        with client.responses.stream(model="jupan", input="count") as events:
            for event in events:
                types.append(event.type)
            last = events.get_final_response()
        return [last.output_text, [each.type for each in last.output], types[0], types[-1]]

    def responses_tools():
        given = [{"type": "function", **WEATHER}]
        first = client.responses.create(model="jupan", input="weather", tools=given)
        call = first.output[-1]
        second = client.responses.create(model="jupan", previous_response_id=first.id, tools=given,
                                         input=[{"type": "function_call_output", "call_id": call.call_id, "output": "sunny"}])
        return [call.arguments, second.output_text]

    say("models", lambda: [each.id for each in client.models.list()] + [client.models.retrieve("jupan").id])
    say("whole", whole)
    say("stream", stream)
    say("tools", tools)
    say("session", session)
    say("file", lambda: chat([{"type": "text", "text": "read"}, FILE]).choices[0].message.content)
    say("image", lambda: chat([{"type": "text", "text": "see"}, IMAGE]).choices[0].message.content)
    say("json", lambda: client.chat.completions.parse(model="jupan", messages=user("json"), response_format=N).choices[0].message.parsed.n)
    say("length", lambda: chat("cut").choices[0].finish_reason)
    say("refusal", lambda: chat("refuse").choices[0].message.refusal)
    say("limited", lambda: fails(lambda: chat("limited")))
    say("long", lambda: fails(lambda: chat("long")))
    say("unknown", lambda: fails(lambda: client.chat.completions.create(model="none", messages=user("x"))))
    say("break", broken)
    say("responses", lambda: client.responses.create(model="jupan", input="count").output_text)
    say("responses stream", responses_stream)
    say("responses tools", responses_tools)
    say("responses json", lambda: client.responses.parse(model="jupan", input="json", text_format=N).output_parsed.n)


def with_litellm():
    import litellm

    litellm.suppress_debug_info = True
    chat = lambda content, **more: litellm.completion(model="openai/jupan", api_base=url, api_key="x", messages=user(content), num_retries=0, **more)

    def stream():
        content = reasoning = ""
        for chunk in chat("count", stream=True):
            content += chunk.choices[0].delta.content or ""
            reasoning += getattr(chunk.choices[0].delta, "reasoning_content", None) or ""
        return [content, reasoning]

    def fails(what):
        try:
            chat(what)
        except Exception as error:
            return type(error).__name__

    say("litellm whole", lambda: [chat("count").choices[0].message.content, chat("count").choices[0].message.reasoning_content])
    say("litellm stream", stream)
    say("litellm tools", lambda: chat("weather", tools=[{"type": "function", "function": WEATHER}]).choices[0].message.tool_calls[0].function.arguments)
    say("litellm image", lambda: chat([{"type": "text", "text": "see"}, IMAGE]).choices[0].message.content)
    say("litellm long", lambda: fails("long"))
    say("litellm limited", lambda: fails("limited"))
    say("litellm responses", lambda: litellm.responses(model="openai/jupan", api_base=url, api_key="x", input="count").output_text)


def with_smolagents():
    from smolagents import OpenAIServerModel, ToolCallingAgent
    from smolagents.models import ChatMessage

    model = OpenAIServerModel("jupan", api_base=url, api_key="x")
    say("smolagents whole", lambda: model.generate([ChatMessage(role="user", content=[{"type": "text", "text": "count"}])]).content)
    say("smolagents stream", lambda: "".join(d.content or "" for d in model.generate_stream([ChatMessage(role="user", content=[{"type": "text", "text": "count"}])])))
    say("smolagents tools", lambda: type(model.generate([ChatMessage(role="user", content=[{"type": "text", "text": "finish"}])],
                                                        tools_to_call_from=list(ToolCallingAgent(tools=[], model=model).tools.values())).tool_calls[0].function.name).__name__)


def with_inspect_ai():
    import os
    os.environ["OPENAI_BASE_URL"] = url
    os.environ["OPENAI_API_KEY"] = "x"
    from inspect_ai import Task, eval as evaluate
    from inspect_ai.dataset import Sample
    from inspect_ai.scorer import includes

    def run(**options):
        log = evaluate(Task([Sample("count", target="3")], scorer=includes()), model="openai/jupan", display="none", log_dir="/tmp/oa-inspect", model_args=options)[0]
        return [log.status, log.results.scores[0].metrics["accuracy"].value if log.results else str(log.error)]

    say("inspect_ai responses", lambda: run())
    say("inspect_ai chat", lambda: run(responses_api=False))


def with_lm_eval():
    from lm_eval.models.openai_completions import LocalChatCompletion
    from lm_eval.api.instance import Instance

    model = LocalChatCompletion(base_url=url + "/chat/completions", model="jupan", num_concurrent=1, max_retries=1)
    ask = Instance("generate_until", {}, (json.dumps(user("count")), {"until": ["zzz"], "max_gen_toks": 64}), 0)
    from lm_eval.models.api_models import JsonChatStr
    ask.arguments = (JsonChatStr(json.dumps(user("count"))), {"until": ["zzz"], "max_gen_toks": 64})
    say("lm_eval whole", lambda: model.generate_until([ask]))


for each in wanted:
    globals()["with_" + each]()
