"""One question to smolagents' CodeAgent, as it comes: smolagents_ask.py NAME ADDRESS QUESTION. Prints events as live.py reads them.

Needs `pip install smolagents openai`.
"""

import json
import os
import sys

from smolagents import ActionStep, CodeAgent, LogLevel, OpenAIServerModel


def emit(**event):
    print(json.dumps(event, ensure_ascii=False), flush=True)


def stepped(step, agent=None):
    if isinstance(step, ActionStep):
        emit(type="turn_start", turn=step.step_number)
        if step.code_action:
            emit(type="run", code=step.code_action, output=step.observations, error=str(step.error or ""))


def main(name, address, question):
    model = OpenAIServerModel(model_id=name, api_base=address, api_key=os.environ["OPENAI_API_KEY"])
    agent = CodeAgent(tools=[], model=model, verbosity_level=LogLevel.OFF, step_callbacks=[stepped])
    run = agent.run(question, return_full_result=True)
    usage = run.token_usage
    emit(
        type="end",
        outcome="answered" if run.state == "success" else "step_limit",
        text=str(run.output),
        usage={"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens} if usage else {},
    )


main(*sys.argv[1:])
