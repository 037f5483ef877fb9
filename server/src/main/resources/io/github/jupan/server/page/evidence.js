// Where an answer's numbers come from (docs/events.md, "evidence"). Each number is put between signs that no text can
// have (Unicode's noncharacters), so that it is found again wherever Markdown takes it.
import { count, h } from './dom.js';

const OPEN = '\ufdd0';
const MIDDLE = '\ufdd1';
const CLOSE = '\ufdd2';
const ZERO = 0xfde0;
const SIGNS = /[\ufdd0-\ufdef]/g;
const MARKED = /\ufdd0([\ufde0-\ufde9]+)\ufdd1([^\ufdd0-\ufdef]*)\ufdd2/g;

/** The text with each number of the evidence between signs. */
export function withSigns(text, evidence) {
  const clean = text.replace(SIGNS, '\ufffd');
  let from = 0;
  let made = '';
  evidence.forEach(({ start, end }, i) => {
    if (start < from || end > clean.length) return;
    const number = [...String(i)].map(digit => String.fromCharCode(ZERO + Number(digit))).join('');
    made += clean.slice(from, start) + OPEN + number + MIDDLE + clean.slice(start, end) + CLOSE;
    from = end;
  });
  return made + clean.slice(from);
}

export const unmarked = text => text.replace(/\ufdd0[\ufde0-\ufde9]*\ufdd1/g, '').replace(SIGNS, '');

/** Its parts: [text, null], or [number as written, its place in the evidence]. */
export function* marked(text) {
  if (!text.includes(OPEN)) {
    yield [text.replace(SIGNS, ''), null];
    return;
  }
  let from = 0;
  for (const found of text.matchAll(MARKED)) {
    if (found.index > from) yield [unmarked(text.slice(from, found.index)), null];
    const place = [...found[1]].map(digit => digit.charCodeAt(0) - ZERO).join('');
    yield [found[2], Number(place)];
    from = found.index + found[0].length;
  }
  if (from < text.length) yield [unmarked(text.slice(from)), null];
}

const WORDS = {
  computed: run => `computed by program ${run}`,
  given: () => 'given in what you wrote',
  neither: () => 'neither computed nor given',
};

/** Makes the elements of numbers; `show` is told which program computed the one that was clicked. */
export function marker(evidence, show) {
  return (place, text) => {
    const { source, run } = evidence[place] ?? { source: 'neither' };
    const words = (WORDS[source] ?? WORDS.neither)(run);
    return source === 'computed'
      ? h('button', { type: 'button', class: 'number computed', title: words, 'aria-label': `${text}, ${words}`,
        onclick: () => show(run) }, text)
      : h('span', { class: `number ${source}`, title: words }, text, h('span', { class: 'unseen' }, ` (${source})`));
  };
}

/** One line that says how many numbers are of each kind; null where there are none. */
export function legend(evidence) {
  const kinds = [['computed', 'computed'], ['given', 'given in the question'], ['neither', 'neither']]
    .map(([kind, words]) => [kind, words, evidence.filter(each => each.source === kind).length])
    .filter(([, , many]) => many);
  return kinds.length ? h('span', { class: 'legend', title: `where the ${count(evidence.length, 'number')} of this answer come from` },
    kinds.map(([kind, words, many]) => h('span', { class: 'kind' }, h('span', { class: `number ${kind}` }, many), ` ${words}`))) : null;
}
