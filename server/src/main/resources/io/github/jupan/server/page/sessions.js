// The list of conversations.
import { byId, count, h } from './dom.js';
import { addText, plainText } from './safetext.js';

const HOUR = 3_600_000;
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

function ago(moment) {
  const passed = moment - Date.now();
  if (passed > -HOUR) return relative.format(Math.round(passed / 60_000), 'minute');
  if (passed > -24 * HOUR) return relative.format(Math.round(passed / HOUR), 'hour');
  return relative.format(Math.round(passed / (24 * HOUR)), 'day');
}

export class SessionList {
  #all = [];
  #begun = new Map();

  /** @param choose what to do with the id of one that was chosen */
  constructor(rpc, choose) {
    this.rpc = rpc;
    this.choose = choose;
    byId('find').addEventListener('input', () => this.#draw());
  }

  find(id) {
    return this.#all.find(each => each.session === id);
  }

  /** One that has just begun, to be drawn at once: the server lists it when its question is written down. */
  begin(line) {
    this.#begun.set(line.session, line);
    this.#all = [line, ...this.#all];
  }

  /** From here on it is as the server has it. */
  ended(id) {
    this.#begun.delete(id);
  }

  async refresh(current) {
    this.current = current;
    const { sessions } = await this.rpc.call('session.list');
    const listed = sessions.filter(each => each.questions > 0 || each.title);
    const begun = [...this.#begun.values()].filter(line => !listed.some(each => each.session === line.session));
    this.#all = [...begun.reverse(), ...listed];
    this.#draw();
  }

  select(current) {
    this.current = current;
    this.#draw();
  }

  #draw() {
    const wanted = byId('find').value.trim().toLowerCase();
    const shown = this.#all.filter(each => !wanted || `${each.title} ${each.model}`.toLowerCase().includes(wanted)).slice(0, 200);
    byId('find').hidden = this.#all.length < 8 && !wanted;
    byId('sessions').replaceChildren(...shown.map(each => h('li', {}, h('button', {
      type: 'button', 'aria-current': each.session === this.current ? 'true' : null, title: plainText(each.title), onclick: () => this.choose(each.session),
    }, addText(h('bdi', { class: 'title' }), each.title || 'Without a title'),
    h('span', { class: 'when' }, addText(h('bdi'), each.model), ` · ${ago(Date.parse(each.used))}`)))));
    byId('none').hidden = this.#all.length > 0;
    byId('none').textContent = 'Conversations are listed here.';
    byId('sessions').setAttribute('aria-label', count(shown.length, 'conversation'));
  }
}
