// Documents: texts that go along with the next question, byte for byte. They are chosen or dropped anywhere on the page.
import { byId, h, size, announce } from './dom.js';
import { addText, plainText } from './safetext.js';
import { RpcError } from './rpc.js';
import { isReport, openReport } from './report.js';

const MOST_BYTES = 128 * 1024 * 1024;

/** The most of a text that goes in one message, whatever its characters become in JSON. */
let partLength = 1_000_000;

export function limitParts(messageBytes) {
  partLength = Math.max(1000, Math.min(2_000_000, Math.floor(messageBytes / 8)));
}

const waiting = new Map();

export function setUp() {
  const chooser = byId('files');
  byId('attach').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    take(chooser.files);
    chooser.value = '';
  });
  let inside = 0;
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragenter', event => {
    if (hasFiles(event) && inside++ === 0) byId('drop').hidden = false;
  });
  addEventListener('dragleave', event => {
    if (hasFiles(event) && --inside <= 0) byId('drop').hidden = true;
  });
  addEventListener('dragover', event => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside = 0;
    byId('drop').hidden = true;
    take(event.dataTransfer.files);
  });
}

/** Reads what was chosen; what is no text in UTF-8 is refused, because it could not be kept as it is. */
export async function take(chosen) {
  // A copy: the chooser's own list is emptied meanwhile.
  for (const file of [...chosen]) {
    const refused = why => {
      byId('documents').append(h('li', { class: 'refused', role: 'alert' }, addText(h('bdi'), file.name), ` ${why}`,
        h('button', { type: 'button', class: 'quiet', 'aria-label': `forget ${plainText(file.name)}`, onclick: event => event.target.parentNode.remove() }, '×')));
    };
    if (file.size > MOST_BYTES) {
      refused(`has ${size(file.size)}; documents have at most ${size(MOST_BYTES)} together.`);
      continue;
    }
    let text;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    } catch {
      refused('is no text in UTF-8.');
      continue;
    }
    if (isReport(file.name, text)) openReport(file.name, text);
    else add(file.name, text, file.size);
  }
}

function add(name, text, bytes) {
  waiting.get(name)?.chip.remove();
  const chip = h('li', {}, addText(h('bdi', { class: 'name' }), name), h('span', { class: 'size' }, size(bytes)),
    h('button', { type: 'button', class: 'quiet', 'aria-label': `remove ${plainText(name)}`, onclick: () => {
      waiting.delete(name);
      chip.remove();
      byId('question').focus();
    } }, '×'));
  waiting.set(name, { text, chip, bytes });
  byId('documents').append(chip);
  announce(`${plainText(name)}, ${size(bytes)}, goes with the next question`);
}

/** Sends what waits to the session. A text that is long goes in parts. */
export async function bindAll(rpc, session) {
  for (const [name, { text, chip, bytes }] of [...waiting]) {
    let offset = 0;
    do {
      let end = Math.min(text.length, offset + partLength);
      // A character's two halves stay together.
      if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1])) end--;
      chip.querySelector('.size').textContent = text.length > partLength ? `${Math.floor((100 * end) / text.length)} % of ${size(bytes)}` : size(bytes);
      const { length } = await rpc.call('session.bind', { session, name, text: text.slice(offset, end), ...(offset && { offset }) });
      if (length !== end) throw new RpcError('usage', `${plainText(name)} did not arrive whole; attach it again.`);
      offset = end;
    } while (offset < text.length);
    waiting.delete(name);
    chip.remove();
  }
}
