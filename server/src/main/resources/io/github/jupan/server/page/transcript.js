// A conversation as it is seen: takes its events in order (docs/events.md), whether they come as they happen or from
// the session's history.
import { announce, count, grouped, h, passed, time, usageText } from './dom.js';
import { addText } from './safetext.js';
import { addPython } from './python.js';
import { MarkdownStream } from './stream.js';
import { blocks, render } from './markdown.js';
import { legend, marker, withSigns } from './evidence.js';

const MOST_OUTPUT = 100_000;

/** What is said instead of an answer. */
const ENDS = {
  refused: 'The model would not answer.',
  filtered: 'The provider withheld the answer, or the rest of it.',
  not_understood: 'This planner does not understand the question. A language model may: choose one in the settings.',
  cut: 'The answer was cut at the model’s limit on tokens, twice. The settings have that limit.',
  empty: 'The model said nothing, twice.',
  repeated: 'The model repeated itself and was stopped.',
  no_code: 'You asked for code, and the model did without, twice.',
  step_limit: 'There is no answer: the question took all the turns that it may have. The settings have that number.',
  token_limit: 'There is no answer: the question used up its tokens.',
  same_error: 'There is no answer: three programs in a row failed in the same way.',
  deadline: 'There is no answer: the time for one question ran out.',
  cancelled: 'Stopped.',
};

const ERRORS = {
  model: 'The model cannot be asked.',
  sandbox: 'No program can be run here.',
  busy: 'This conversation is at work elsewhere.',
  overloaded: 'The server has too much to do just now.',
  no_session: 'This conversation is no longer there.',
  closing: 'The server is ending.',
  lost: 'The connection was lost.',
};

/** A message for people of what a call failed with. */
export const trouble = error => h('div', { class: 'trouble', role: 'alert' },
  h('strong', {}, ERRORS[error.kind] ?? 'That did not work.'), ' ', addText(h('span'), error.message));

export class Transcript {
  /** @param options.onChange what to do when something was added */
  constructor(parent, { onChange = () => {}, quiet = false } = {}) {
    this.parent = parent;
    this.onChange = onChange;
    this.quiet = quiet;
    this.tokens = 0;
    this.read = 0;
    this.written = 0;
    this.exact = true;
    this.questions = 0;
    this.cards = new Map();
  }

  event(event) {
    this[`on_${event.type}`]?.(event);
    this.onChange();
  }

  /** The question failed. */
  fail(error) {
    const place = this.#place();
    this.#settle();
    place.append(trouble(error));
    if (!this.quiet) announce(`${ERRORS[error.kind] ?? 'That did not work.'} ${error.message}`);
    this.onChange();
  }

  /** A history may end in the middle of a question. */
  settle() {
    this.#settle();
  }

  show(run) {
    const card = this.cards.get(run);
    if (!card) return;
    card.element.closest('details')?.setAttribute('open', '');
    card.element.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    card.element.focus({ preventScroll: true });
    card.element.classList.remove('shown');
    void card.element.offsetWidth;
    card.element.classList.add('shown');
  }

  /** A question is on its way, with its documents. From here on its time is counted. */
  sending() {
    this.#settle();
    this.begin = performance.now();
    this.parent.append(this.#statusLine('Sending the question'));
    this.onChange();
  }

  on_asked({ text, mode, documents }) {
    const begin = this.#isOnItsWay() ? this.begin : performance.now();
    this.#settle();
    this.begin = begin;
    this.questions++;
    this.said = null;
    this.work = h('div', { class: 'work' });
    this.turn = h('article', { class: 'turn' },
      h('header', {}, addText(h('h2', { class: 'question', dir: 'auto' }), text),
        h('p', { class: 'about' }, mode !== 'code' && h('span', { class: 'mode' }, mode), documents.map(name => addText(h('span', { class: 'document' }), name)))),
      this.work, this.#statusLine('Reading the question'));
    this.parent.append(this.turn);
  }

  on_turn_start() {
    this.#endText();
    this.said = null;
    this.#say('The model is at work');
  }

  on_thinking({ text }) {
    if (this.thoughts?.parentNode !== this.work?.lastElementChild) {
      this.thoughts = h('div', { class: 'thoughts' });
      this.#add(h('details', {}, h('summary', {}, 'Thinking'), this.thoughts));
    }
    addText(this.thoughts, text);
    this.#say('Thinking');
  }

  on_text({ text }) {
    if (!this.stream) {
      this.said = h('div', { class: 'text markdown' });
      this.#add(this.said);
      this.stream = new MarkdownStream(this.said);
    }
    this.stream.push(text);
    this.#say('Writing');
  }

  on_code_start({ run }) {
    this.#endText();
    if (this.cards.get(run)?.ended) this.cards.delete(run);
    this.#card(run).state('is being written');
    this.#say(`Writing program ${run}`);
  }

  on_code({ run, text }) {
    this.#card(run).write(text);
  }

  on_code_repaired({ run, repair }) {
    this.#card(run).note(`Did not compile as written and was repaired: ${repair}.`);
  }

  on_copy_suspected({ run, literal, original }) {
    this.#card(run).note(`“${literal}” in the program is almost, but not quite, “${original}” in what you wrote.`);
  }

  on_run_start({ run, code }) {
    this.#endText();
    this.#card(run).begin(code);
    this.#say(`Running program ${run}`);
  }

  on_output({ run, text }) {
    this.#card(run).print(text);
  }

  on_run(event) {
    this.#card(event.run).end(event);
    this.#say('The model reads the result');
  }

  on_tool_start({ id, name, arguments: given }) {
    this.#endText();
    this.tool = h('details', { class: 'tool' }, h('summary', {}, addText(h('span'), `Tool ${name}`), h('span', { class: 'state' }, 'is called')),
      addText(h('pre', { tabindex: 0 }), given));
    this.tool.dataset.id = id;
    this.#add(this.tool);
  }

  on_tool_end({ id, ok, result }) {
    if (this.tool?.dataset.id !== id) return;
    this.tool.querySelector('.state').textContent = ok ? 'answered' : 'failed';
    this.tool.append(addText(h('pre', { tabindex: 0 }), result));
  }

  on_result_doubted({ run }) {
    this.#endText();
    this.#add(h('p', { class: 'note' }, `This left out, or misquoted, what program ${run} computed. The model is told, and answers again.`));
  }

  on_end({ outcome, reason, text, evidence, usage }) {
    const answered = outcome === 'answered';
    const elapsed = this.begin && !this.replayed ? performance.now() - this.begin : null;
    if (text !== null && this.said) this.said.remove();
    this.#endText();
    const show = run => this.show(run);
    const answer = h('div', { class: `answer markdown ${answered ? '' : 'partial'}` });
    if (!answered) answer.append(h('p', { class: outcome === 'cancelled' ? 'note' : 'trouble' }, ENDS[reason] ?? ENDS[outcome] ?? outcome));
    if (text !== null) {
      const mark = marker(evidence, show);
      for (const block of blocks(withSigns(text, evidence))) answer.append(render(block, { mark }));
    }
    this.tokens += usage.input_tokens + usage.output_tokens;
    this.read += usage.input_tokens;
    this.written += usage.output_tokens;
    this.exact &&= usage.known;
    const facts = h('footer', { class: 'facts' }, answered && legend(evidence),
      h('span', { class: 'usage', title: 'tokens read and written' }, shortUsage(usage)),
      elapsed !== null && h('span', { class: 'elapsed' }, time(elapsed)),
      text && navigator.clipboard && h('button', { type: 'button', class: 'quiet', onclick: event => copy(event.target, text) }, 'Copy'));
    this.turn?.append(answer, facts);
    this.#settle();
    if (!this.quiet && !this.replayed) announce(answered ? `Answer: ${text}` : answer.textContent);
  }

  #card(run) {
    let card = this.cards.get(run);
    if (!card) {
      card = new Program(run);
      this.cards.set(run, card);
      this.#add(card.element);
    }
    return card;
  }

  #add(element) {
    this.#place().append(element);
  }

  /** What happens outside of a question stands on its own. */
  #place() {
    return this.status && !this.#isOnItsWay() ? this.work : this.parent;
  }

  #isOnItsWay() {
    return this.status?.parentNode === this.parent;
  }

  #endText() {
    this.stream?.finish();
    this.stream = null;
    this.thoughts = null;
  }

  /** The line that says what is done just now, and for how long; the time is read out to nobody who does not ask for it. */
  #statusLine(words) {
    this.doing = h('span', { class: 'doing' }, words);
    const timer = h('span', { class: 'passed', role: 'timer' });
    this.status = h('p', { class: 'status' }, this.doing, timer);
    this.clock = setInterval(() => {
      timer.textContent = passed(performance.now() - this.begin);
    }, 1000);
    return this.status;
  }

  #settle() {
    this.#endText();
    clearInterval(this.clock);
    this.status?.remove();
    this.status = null;
    for (const card of this.cards.values()) card.abandon();
  }

  #say(words) {
    if (!this.status || this.doing.textContent === words) return;
    this.doing.textContent = words;
    if (!this.quiet && !this.replayed) announce(words);
  }
}

const shortUsage = usage => usage.input_tokens && usage.output_tokens
  ? `${usage.known ? '' : 'at least '}${grouped(usage.input_tokens)} → ${count(usage.output_tokens, 'token')}`
  : usageText(usage);

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

/** A program: as it is written, what it prints, what it came to. */
class Program {
  constructor(run) {
    this.code = '';
    this.drawn = '';
    this.printed = 0;
    this.ended = false;
    this.text = h('code');
    this.label = h('span', { class: 'state' });
    this.element = h('section', { class: 'program', tabindex: -1, 'aria-label': `program ${run}` },
      h('header', {}, h('span', { class: 'name' }, `Program ${run}`), this.label),
      h('pre', { class: 'source', tabindex: 0, 'aria-label': 'source' }, this.text));
  }

  state(words, kind = '') {
    this.label.textContent = words;
    this.label.className = `state ${kind}`;
  }

  write(piece) {
    this.code += piece;
    this.timer ||= setTimeout(() => this.#draw(), 30 + this.code.length / 50);
  }

  #draw() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.drawn === this.code) return;
    this.drawn = this.code;
    this.text.replaceChildren();
    addPython(this.text, this.code.replace(/\s+$/, ''));
  }

  note(words) {
    this.element.append(addText(h('p', { class: 'note' }), words));
  }

  begin(code) {
    this.code = code;
    this.#draw();
    this.state('runs');
    this.running = true;
  }

  print(text) {
    if (!this.output) {
      this.output = h('pre', { class: 'output', tabindex: 0, 'aria-label': 'output' });
      this.element.append(this.output);
    }
    this.printed += text.length;
    if (this.printed <= MOST_OUTPUT) addText(this.output, text);
  }

  end({ status, value, stdout, stderr, error, detail, state_lost: lost, elapsed_ms: elapsed }) {
    this.ended = true;
    const printed = stdout + stderr;
    if (printed && (!this.output || this.printed > MOST_OUTPUT)) {
      this.output?.remove();
      this.output = null;
      this.printed = 0;
      this.print(printed.slice(0, MOST_OUTPUT));
    }
    if (value !== null) this.element.append(h('div', { class: 'value' }, h('span', { class: 'arrow', 'aria-label': 'result' }, '→'), addText(h('code'), value)));
    if (error) {
      this.element.append(h('details', { class: 'raised' },
        h('summary', {}, addText(h('code'), error.message ? `${error.type}: ${error.message}` : error.type)),
        addText(h('pre', { tabindex: 0 }), error.traceback)));
    }
    if (detail) this.note(`${detail[0].toUpperCase()}${detail.slice(1)}.`);
    if (lost) this.note('The variables of this conversation are gone.');
    const words = { completed: 'ran for', raised: 'failed after', limit: 'stopped after', cancelled: 'stopped after' }[status];
    this.state(`${words} ${time(elapsed)}`, status);
  }

  /** What was written and never run. */
  abandon() {
    if (this.ended) return;
    this.ended = true;
    this.#draw();
    this.state(this.running ? 'stopped' : 'was not run', 'cancelled');
  }
}
