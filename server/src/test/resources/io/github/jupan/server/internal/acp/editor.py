"""An editor, with the protocol's own client for Python: prints what it saw. Usage: editor.py COMMAND ARGUMENT..."""

import asyncio
import json
import os
import sys

from acp import PROTOCOL_VERSION, spawn_agent_process, text_block
from acp.interfaces import Client
from acp.schema import AllowedOutcome, RequestPermissionResponse


class Editor(Client):
    def __init__(self):
        self.said, self.kinds, self.decide, self.running = "", [], "allow_once", asyncio.Event()

    async def request_permission(self, session_id, tool_call, options, **kwargs):
        return RequestPermissionResponse(outcome=AllowedOutcome(outcome="selected", option_id=self.decide))

    async def session_update(self, session_id, update, **kwargs):
        self.kinds.append(update.session_update)
        if update.session_update == "agent_message_chunk":
            self.said += update.content.text
        if getattr(update, "status", None) == "in_progress":
            self.running.set()

    def on_connect(self, connection):
        pass

    def seen(self):
        said, self.said = self.said, ""
        return said


async def main():
    editor, out = Editor(), {}
    async with spawn_agent_process(editor, sys.argv[1], *sys.argv[2:], env=dict(os.environ)) as (agent, process):
        await agent.initialize(protocol_version=PROTOCOL_VERSION)
        opened = await agent.new_session(cwd="/", mcp_servers=[])
        session = opened.session_id

        async def prompt(text):
            answer = await agent.prompt(session_id=session, prompt=[text_block(text)])
            return [answer.stop_reason, editor.seen()]

        out["allowed"] = await prompt("How many r's are in strawberry?")
        editor.decide = "reject_once"
        out["denied"] = (await prompt("How many r's are in blueberry?"))[0]
        editor.decide = "allow_always"
        await agent.set_session_mode(session_id=session, mode_id="code")
        editor.running.clear()
        endless = asyncio.create_task(prompt("Go on for ever."))
        await editor.running.wait()
        await agent.cancel(session_id=session)
        out["cancelled"] = (await endless)[0]
        out["option"] = len((await agent.set_config_option("mode", session, "code")).config_options)
        out["listed"] = session in [each.session_id for each in (await agent.list_sessions()).sessions]
        await agent.close_session(session_id=session)
        editor.kinds.clear()
        await agent.load_session(cwd="/", session_id=session, mcp_servers=[])
        out["replayed"] = "user_message_chunk" in editor.kinds
        editor.seen()
        out["after"] = await prompt("What is 2**100?")
        await agent.close_session(session_id=session)
        await agent.resume_session(session_id=session, cwd="/", mcp_servers=[])
    print(json.dumps(out))


asyncio.run(main())
