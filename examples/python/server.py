"""A chat with rooms: python-socketio on aiohttp."""

import inspect
import os

import socketio
from aiohttp import web

sio = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins=[])
app = web.Application()
sio.attach(app)


@sio.event
async def join(sid, room):
    entered = sio.enter_room(sid, room)
    # A coroutine from python-socketio 5.10 on.
    if inspect.isawaitable(entered):
        await entered
    return "welcome"


@sio.event
async def message(sid, room, text):
    await sio.emit("message", {"from": sid, "text": text}, room=room)
    return "sent"


web.run_app(app, host="127.0.0.1", port=int(os.environ.get("PORT", 3000)))
