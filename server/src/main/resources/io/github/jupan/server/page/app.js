// Start reading here: the conversation in the middle, its line for questions, and what the other files add to it.
import { byId, count, h, announce } from './dom.js';
import { addText, plainText } from './safetext.js';
import { Rpc } from './rpc.js';
import { Transcript, trouble } from './transcript.js';
import { SessionList } from './sessions.js';
import * as settings from './settings.js';
import * as documents from './documents.js';
import * as exports from './export.js';
import * as tokens from './tokens.js';
import * as compare from './compare.js';
import * as report from './report.js';

settings.applyLook();

const rpc = new Rpc();
const question = byId('question');
const form = byId('ask');
const scroller = byId('scroller');
const list = new SessionList(rpc, id => openSession(id));

/** Conversations that were looked at, by id; each keeps its place while another is seen. */
const known = new Map();
let usual = { model: '', mode: 'code' };
let now = null;

function makeConversation(id = null) {
  const element = h('div', { class: 'transcript' });
  const conversation = { id, element, busy: false, title: '', model: '' };
  conversation.transcript = new Transcript(element, { onChange: () => follow(conversation) });
  return conversation;
}

/** Whoever reads further up is left there. */
let following = true;
scroller.addEventListener('scroll', () => {
  following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
}, { passive: true });

let toScroll = false;
function follow(conversation) {
  if (conversation !== now || !following || toScroll) return;
  toScroll = true;
  requestAnimationFrame(() => {
    toScroll = false;
    scroller.scrollTop = scroller.scrollHeight;
  });
}
// What is drawn a moment later makes the page longer too.
new ResizeObserver(() => now && follow(now)).observe(byId('conversation'));

function show(conversation) {
  now = conversation;
  byId('conversation').replaceChildren(conversation.element);
  following = true;
  follow(conversation);
  list.select(conversation.id);
  refresh();
}

function refresh() {
  const fresh = !now.id && !now.busy && !now.element.hasChildNodes();
  document.body.classList.toggle('fresh', fresh);
  byId('welcome').hidden = !fresh;
  const title = now.id ? now.title || 'Conversation' : 'New conversation';
  byId('title').replaceChildren();
  addText(byId('title'), title);
  document.title = now.id ? `${plainText(title)} · jupan` : 'jupan';
  byId('model').replaceChildren();
  addText(byId('model'), now.model || settings.chosenModel() || usual.model || 'Settings');
  byId('more').hidden = !now.id;
  byId('send').classList.toggle('stop', now.busy);
  byId('send').setAttribute('aria-label', now.busy ? 'Stop' : 'Ask');
  byId('send').title = now.busy ? 'Stop (Esc)' : 'Ask (Enter)';
  const { tokens: used, exact } = now.transcript;
  byId('total').textContent = used ? `${exact ? '' : 'at least '}${count(used, 'token')}${cost(now)} so far` : '';
}

/** What models' tokens cost, by name, as the server was told; it is asked once for each. */
const prices = new Map();
function cost({ model, transcript }) {
  if (!model) return '';
  if (!prices.has(model)) {
    prices.set(model, null);
    rpc.call('models.price', { model }).then(({ price }) => {
      prices.set(model, price);
      refresh();
    }, () => prices.delete(model));
  }
  const price = prices.get(model);
  if (!price) return '';
  const sum = (transcript.read * Number(price.input) + transcript.written * Number(price.output)) / 1e6;
  return `, ${sum < 1 ? sum.toLocaleString('en', { maximumSignificantDigits: 2, minimumFractionDigits: 2 }) : sum.toFixed(2)} ${price.currency}`;
}

const chosenMode = () => form.elements.mode.value;

function startNew() {
  show(makeConversation());
  history.replaceState(null, '', location.pathname);
  closeSide();
  question.focus();
}

function closeSide() {
  if (byId('side').matches(':popover-open')) byId('side').hidePopover();
}

async function openSession(id) {
  closeSide();
  const before = known.get(id);
  if (before) {
    show(before);
    history.replaceState(null, '', `#${id}`);
    return;
  }
  const conversation = makeConversation(id);
  try {
    const events = await exports.history(rpc, id);
    conversation.transcript.replayed = true;
    for (const event of events) conversation.transcript.event(event);
    conversation.transcript.settle();
    conversation.transcript.replayed = false;
    const line = list.find(id);
    conversation.title = line?.title ?? '';
    conversation.model = line?.model ?? '';
    known.set(id, conversation);
    rpc.listen(id, event => conversation.transcript.event(event));
    history.replaceState(null, '', `#${id}`);
    show(conversation);
    announce(`${count(conversation.transcript.questions, 'question')} of this conversation are shown`);
  } catch (failure) {
    conversation.element.append(trouble(failure));
    conversation.id = null;
    show(conversation);
  }
}

async function ask() {
  const text = question.value;
  const conversation = now;
  if (!text.trim() || conversation.busy) return;
  const asked = conversation.transcript.questions;
  conversation.busy = true;
  question.value = '';
  grow();
  following = true;
  conversation.transcript.sending();
  refresh();
  try {
    if (!conversation.id) {
      const opened = await rpc.call('session.open', { ...settings.parameters(), mode: chosenMode() });
      conversation.id = opened.session;
      conversation.model = opened.model;
      conversation.title = text.trim().replace(/\s+/g, ' ').slice(0, 60);
      known.set(conversation.id, conversation);
      rpc.listen(conversation.id, event => conversation.transcript.event(event));
      list.begin({ session: conversation.id, title: conversation.title, model: conversation.model, used: new Date().toISOString() });
      list.select(now.id);
      if (conversation === now) history.replaceState(null, '', `#${conversation.id}`);
    }
    await documents.bindAll(rpc, conversation.id);
    refresh();
    conversation.transcript.event(await rpc.call('session.ask', { session: conversation.id, text, mode: chosenMode() }));
  } catch (failure) {
    conversation.transcript.fail(failure);
    if (!question.value && conversation === now && conversation.transcript.questions === asked) question.value = text;
  } finally {
    conversation.busy = false;
    list.ended(conversation.id);
    refresh();
    list.refresh(now.id).then(() => {
      conversation.title = list.find(conversation.id)?.title || conversation.title;
      refresh();
    }, () => {});
  }
}

function stop() {
  if (now.busy && now.id) rpc.call('session.cancel', { session: now.id }).catch(failure => now.transcript.fail(failure));
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (now.busy) stop();
  else ask();
});

question.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (!now.busy) ask();
  }
});

addEventListener('keydown', event => {
  if (event.key === 'Escape' && now?.busy && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    stop();
  } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    startNew();
  } else if (event.key === '/' && !event.target.closest?.('input, textarea, select, dialog')) {
    event.preventDefault();
    question.focus();
  }
});

/** As high as what is in it, up to a third of the window. */
function grow() {
  question.style.height = 'auto';
  question.style.height = `${question.scrollHeight}px`;
}
question.addEventListener('input', grow);

byId('new').addEventListener('click', startNew);
for (const example of document.querySelectorAll('#welcome button')) {
  example.addEventListener('click', () => {
    question.value = example.textContent;
    grow();
    question.focus();
  });
}

for (const dialog of document.querySelectorAll('dialog')) {
  dialog.querySelector('.close')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
}

const menu = byId('menu');
const act = (id, work) => byId(id).addEventListener('click', () => {
  menu.hidePopover();
  work(now).catch(failure => now.transcript.fail(failure));
});
const saved = async (conversation, ending, type, write) => {
  exports.save(`${exports.fileName(conversation.title)}.${ending}`, type, write(await exports.history(rpc, conversation.id)));
};
act('export-markdown', conversation => saved(conversation, 'md', 'text/markdown', events => exports.asMarkdown(conversation.title, conversation.model, events)));
act('export-lines', conversation => saved(conversation, 'jsonl', 'application/jsonl', exports.asLines));
act('rename', async () => {
  byId('new-title').value = now.title;
  byId('renaming').showModal();
  byId('new-title').select();
});
act('delete', async () => byId('deleting').showModal());

byId('renaming').querySelector('form').addEventListener('submit', () => {
  const conversation = now;
  rpc.call('session.rename', { session: conversation.id, title: byId('new-title').value }).then(({ title }) => {
    conversation.title = title;
    refresh();
    return list.refresh(now.id);
  }).catch(failure => conversation.transcript.fail(failure));
});

byId('deleting').querySelector('form').addEventListener('submit', () => {
  const conversation = now;
  rpc.call('session.close', { session: conversation.id }).then(() => {
    known.delete(conversation.id);
    rpc.forget(conversation.id);
    startNew();
    announce('The conversation is deleted');
    return list.refresh(null);
  }).catch(failure => conversation.transcript.fail(failure));
});

settings.setUp(rpc, () => refresh());
documents.setUp();
report.setUp();
tokens.setUp(rpc, () => question.value.trim());
compare.setUp(rpc, () => question.value.trim());

rpc.addEventListener('open', async () => {
  byId('connection').hidden = true;
  // What was heard before the connection was lost may not be all.
  const idle = [...known].filter(([, conversation]) => !conversation.busy);
  for (const [id] of idle) {
    known.delete(id);
    rpc.forget(id);
  }
  try {
    const [{ limits }] = await Promise.all([rpc.call('initialize', { client: 'page' }), list.refresh(now.id)]);
    documents.limitParts(limits.message_bytes);
    const wanted = now.id ?? location.hash.slice(1);
    if (wanted && !now.busy) await openSession(wanted);
    usual = await rpc.call('session.usual');
    form.elements.mode.value = usual.mode;
    refresh();
  } catch (failure) {
    byId('notice').replaceChildren(trouble(failure));
  }
});
rpc.addEventListener('lost', () => {
  byId('connection').hidden = false;
});

show(makeConversation());
rpc.connect();
if (matchMedia('(min-width: 48rem)').matches) question.focus();
