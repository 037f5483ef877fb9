# An event loop without sockets: all that it can wait for is time.
import contextvars
import time

events, futures = module.events, module.futures


class Selector:
    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("every task waits for something that never comes")
        if timeout > 0:
            time.sleep(timeout)
        return ()

    def get_map(self):
        return {}

    def close(self):
        pass


class EventLoop(module.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Selector()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def call_soon_threadsafe(self, callback, *args, context=None):
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(self, executor, function, *args):
        """There are no threads: it runs at once."""
        self._check_closed()
        future = self.create_future()
        try:
            future.set_result(function(*args))
        except BaseException as error:
            if not isinstance(error, Exception):
                raise
            future.set_exception(error)
        return future

    async def shutdown_default_executor(self, timeout=None):
        pass

    def add_signal_handler(self, signal, callback, *args):
        raise NotImplementedError("the sandbox has no signals")

    def remove_signal_handler(self, signal):
        return False


class Policy(events.BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop


EventLoop.__module__ = "asyncio"
module.SelectorEventLoop = EventLoop
module.DefaultEventLoopPolicy = Policy
module.set_event_loop_policy(Policy())
