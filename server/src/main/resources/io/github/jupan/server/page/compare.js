// One question three ways: at once, in steps, with code. Three conversations that are forgotten afterwards.
import { byId, h, time, usageText, announce } from './dom.js';
import { Transcript } from './transcript.js';
import { parameters } from './settings.js';

const MODES = ['direct', 'think', 'code'];

export function setUp(rpc, draft) {
  const dialog = byId('compare');
  const form = dialog.querySelector('form');
  const question = form.elements.question;
  const button = byId('compare-ask');
  let running = [];

  byId('open-compare').addEventListener('click', () => {
    if (!running.length) question.value = draft() || question.value;
    dialog.showModal();
    question.focus();
  });
  question.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (running.length) stop();
    else if (question.value.trim()) ask(question.value);
  });
  dialog.addEventListener('close', stop);
  addEventListener('pagehide', forgetAll);

  function stop() {
    for (const session of running) rpc.call('session.cancel', { session }).catch(() => {});
  }

  function forgetAll() {
    for (const session of running) rpc.call('session.close', { session }).catch(() => {});
  }

  async function ask(text) {
    button.textContent = 'Stop';
    await Promise.all(MODES.map(mode => askIn(mode, text)));
    button.textContent = 'Ask all three';
    announce('All three have answered');
  }

  async function askIn(mode, text) {
    const column = byId(`compare-${mode}`);
    const place = column.querySelector('.transcript');
    const facts = column.querySelector('.cost');
    place.replaceChildren();
    facts.textContent = '…';
    const transcript = new Transcript(place, { quiet: true });
    transcript.sending();
    let session = null;
    const begin = performance.now();
    try {
      ({ session } = await rpc.call('session.open', { ...parameters(), mode }));
      running.push(session);
      rpc.listen(session, event => transcript.event(event));
      const end = await rpc.call('session.ask', { session, text, mode });
      transcript.event(end);
      facts.replaceChildren(h('strong', {}, time(performance.now() - begin)), ` · ${usageText(end.usage)}`);
    } catch (failure) {
      facts.textContent = '';
      transcript.fail(failure);
    } finally {
      if (session) {
        rpc.forget(session);
        await rpc.call('session.close', { session }).catch(() => {});
        running = running.filter(each => each !== session);
      }
    }
  }
}
