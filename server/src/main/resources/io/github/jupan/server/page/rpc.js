// JSON-RPC over the WebSocket that everybody has (docs/json-rpc.md).

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/** What a call can fail with. `kind` is the word for programs, `message` the line for people. */
export class RpcError extends Error {
  constructor(kind, message, code = 0) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

export class Rpc extends EventTarget {
  #socket = null;
  #calls = new Map();
  #listeners = new Map();
  #last = 0;
  #pause = FIRST_PAUSE;

  /** Events: "open", "lost". Connects again by itself. */
  connect() {
    const address = new URL('rpc', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    address.search = '';
    address.hash = '';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.dispatchEvent(new Event('open'));
    };
    socket.onmessage = message => this.#take(JSON.parse(message.data));
    socket.onclose = () => {
      for (const call of this.#calls.values()) {
        call.reject(new RpcError('lost', 'The connection to jupan was lost. What was asked has been stopped.'));
      }
      this.#calls.clear();
      this.dispatchEvent(new Event('lost'));
      setTimeout(() => this.connect(), this.#pause);
      this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
    };
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** The result, or an RpcError. */
  call(method, params = {}) {
    if (!this.isOpen) return Promise.reject(new RpcError('lost', 'There is no connection to jupan just now.'));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** From now on the listener hears the session's events, and nobody else does. */
  listen(session, listener) {
    this.#listeners.set(session, listener);
  }

  forget(session) {
    this.#listeners.delete(session);
  }

  #take(message) {
    if (message.method === 'session.event') {
      this.#listeners.get(message.params.session)?.(message.params.event);
      return;
    }
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (!call) return;
    if (message.error) {
      const { code, message: line, data } = message.error;
      call.reject(new RpcError(data?.kind ?? 'internal_error', data?.detail ?? line, code));
    } else {
      call.resolve(message.result);
    }
  }
}
