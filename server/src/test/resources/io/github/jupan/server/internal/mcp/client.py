"""Does with a server what clients do, with the protocol's own client for Python, and prints what came of it.

Usage: client.py MODE http URL | client.py MODE stdio COMMAND ARGUMENT...
"""

import asyncio
import json
import os
import sys

import mcp_types as types
from mcp import Client, StdioServerParameters

mode, kind, target, *args = sys.argv[1:]
server = target if kind == "http" else StdioServerParameters(command=target, args=args, env=dict(os.environ))
asked = []


async def allow(context, params):
    asked.append(params.message)
    return types.ElicitResult(action="accept" if "6 * 7" in params.message else "decline", content={})


async def main():
    out = {}
    async with Client(server, mode=mode, elicitation_callback=allow) as client:

        async def call(name, arguments, progress=None):
            return await client.call_tool(name, arguments, progress_callback=progress)

        out["revision"] = client.protocol_version
        out["tools"] = sorted(tool.name for tool in (await client.list_tools()).tools)
        told = []

        async def progress(done, total, message):
            told.append(message)

        run = await call("run_python", {"code": "x = 6 * 7\nprint('at work')\nx", "texts": {"t": "one two"}}, progress)
        session = run.structured_content.get("session", "main")
        out["run"] = run.structured_content["value"]
        out["progress"] = told
        refused = await call("run_python", {"code": "x = 1", "session": session})
        out["refused"] = [refused.is_error, refused.content[0].text]
        again = await call("run_python", {"code": "x + 0 * len('6 * 7')", "session": session})
        out["again"] = again.structured_content["value"]
        out["asked"] = len(asked)
        counted = await call("count_text", {"document": "t", "session": session, "find": ["o"]})
        out["count"] = counted.structured_content["found"]
        out["prompt"] = len((await client.get_prompt("use_code", {"task": "Count."})).messages)
        out["read"] = (await client.read_resource(f"jupan://documents/{session}/t")).contents[0].text

        started = asyncio.Event()

        async def heard(done, total, message):
            started.set()

        forever = asyncio.create_task(
            call("run_python", {"code": "print('6 * 7')\nwhile True: pass", "session": session}, heard)
        )
        await started.wait()
        forever.cancel()
        try:
            await forever
            out["cancelled"] = "answered"
        except asyncio.CancelledError:
            out["cancelled"] = "given up"
        out["after"] = (await call("run_python", {"code": "len('6 * 7')", "session": session})).structured_content["value"]
    print(json.dumps(out))


asyncio.run(main())
