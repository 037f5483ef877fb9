// Markdown as models write it (CommonMark's usual parts, GFM's tables and tasks, TeX between dollars or \( \)). It reads
// a text once from front to back and makes elements of it, of the few kinds that stand below. HTML is text, a picture
// is a link, and a link leads to http, https or mailto or is none. However a text is made, the work stays in proportion.
import { h } from './dom.js';
import { addText } from './safetext.js';
import { addPython } from './python.js';
import { addMaths } from './maths.js';
import { marked, unmarked } from './evidence.js';

const DEEPEST = 12;
const FARTHEST = 400;

const HEADING = /^ {0,3}(#{1,6})(?=[ ]|$)/;
const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;
const TASK = /^\[([ xX])\] /;
const MATHS = /^ {0,3}(\$\$|\\\[)/;

/** The blocks of a text in order, each with `start`, where it begins. */
export function blocks(text) {
  const raw = text.split('\n');
  const starts = [];
  let at = 0;
  for (const line of raw) {
    starts.push(at);
    at += line.length + 1;
  }
  const lines = raw.map(line => (line.endsWith('\r') ? line.slice(0, -1) : line)
    .replace(/^[ \t]+/, space => space.replaceAll('\t', '    ')));
  return parse(lines, 0).map(block => ({ ...block, start: starts[block.line] }));
}

const isBlank = line => line.trim() === '';
const indentOf = line => line.length - line.trimStart().length;
const kindOf = marker => (marker.length === 1 ? marker : marker.at(-1));

function isRule(line) {
  const signs = line.replaceAll(' ', '');
  return signs.length >= 3 && '-*_'.includes(signs[0]) && indentOf(line) < 4
    && signs === signs[0].repeat(signs.length);
}

/** Whether a line that follows a paragraph's begins something else. */
function interrupts(line) {
  const item = ITEM.exec(line);
  return HEADING.test(line) || isFence(line) || QUOTE.test(line) || isRule(line) || MATHS.test(line)
    || (item && !isBlank(line.slice(item[0].length)) && (item[2].length === 1 || item[2].startsWith('1')));
}

function isFence(line) {
  const fence = FENCE.exec(line);
  return fence && !(fence[2][0] === '`' && fence[3].includes('`')) ? fence : null;
}

function parse(lines, depth) {
  const found = [];
  let i = 0;
  while (i < lines.length) {
    if (isBlank(lines[i])) {
      i++;
      continue;
    }
    const [block, next] = blockAt(lines, i, depth);
    found.push({ ...block, line: i });
    i = next;
  }
  return found;
}

function blockAt(lines, i, depth) {
  const line = lines[i];
  const fence = isFence(line);
  if (fence) return code(lines, i, fence);
  const heading = HEADING.exec(line);
  if (heading) {
    const words = line.slice(heading[0].length).trim();
    const closing = /(?:^| )#+$/.exec(words.slice(-20));
    return [{ type: 'heading', level: heading[1].length, text: closing ? words.slice(0, -closing[0].length) : words }, i + 1];
  }
  if (isRule(line)) return [{ type: 'rule' }, i + 1];
  if (MATHS.test(line)) {
    const maths = mathsAt(lines, i);
    if (maths) return maths;
  }
  if (depth < DEEPEST) {
    if (QUOTE.test(line)) return quote(lines, i, depth);
    if (ITEM.test(line)) return list(lines, i, depth);
  }
  if (isTable(lines, i)) return table(lines, i);
  if (depth === 0 && indentOf(line) >= 4) return indented(lines, i);
  return paragraph(lines, i);
}

function code(lines, i, [, indent, marks, info]) {
  const own = [];
  let next = i + 1;
  for (; next < lines.length; next++) {
    const line = lines[next].trim();
    if (line.length >= marks.length && indentOf(lines[next]) < 4 && line === marks[0].repeat(line.length)) {
      next++;
      break;
    }
    own.push(lines[next].slice(Math.min(indent.length, indentOf(lines[next]))));
  }
  return [{ type: 'code', language: info.trim().split(' ')[0], text: own.join('\n') }, next];
}

function indented(lines, i) {
  const own = [];
  let next = i;
  for (; next < lines.length && (isBlank(lines[next]) || indentOf(lines[next]) >= 4); next++) own.push(lines[next].slice(4));
  while (own.at(-1) === '') own.pop();
  return [{ type: 'code', language: '', text: own.join('\n') }, next];
}

function mathsAt(lines, i) {
  const open = MATHS.exec(lines[i]);
  const close = open[1] === '$$' ? '$$' : '\\]';
  let text = lines[i].slice(open[0].length);
  for (let next = i; next < Math.min(lines.length, i + 40); next++) {
    if (next > i) text += '\n' + lines[next];
    const end = text.indexOf(close);
    if (end >= 0) return isBlank(text.slice(end + 2)) ? [{ type: 'maths', text: text.slice(0, end) }, next + 1] : null;
  }
  return null;
}

function quote(lines, i, depth) {
  const own = [];
  let next = i;
  for (; next < lines.length; next++) {
    const line = lines[next];
    if (QUOTE.test(line)) own.push(line.replace(QUOTE, ''));
    else if (isBlank(line) || interrupts(line) || isBlank(own.at(-1))) break;
    else own.push(line);
  }
  return [{ type: 'quote', kids: parse(own, depth + 1) }, next];
}

function list(lines, i, depth) {
  const marker = ITEM.exec(lines[i])[2];
  const items = [];
  let loose = false;
  let next = i;
  while (next < lines.length) {
    const item = ITEM.exec(lines[next]);
    if (!item || kindOf(item[2]) !== kindOf(marker) || isRule(lines[next])) break;
    const [own, after] = itemLines(lines, next, item);
    loose ||= after < lines.length && own.at(-1) === '' && ITEM.test(lines[after]);
    const task = TASK.exec(own[0]);
    if (task) own[0] = own[0].slice(task[0].length);
    items.push({ task: task && task[1] !== ' ', isTask: Boolean(task), kids: parse(own, depth + 1) });
    next = after;
  }
  const ordered = marker.length > 1;
  return [{ type: 'list', ordered, first: ordered ? parseInt(marker, 10) : 1, loose, items }, next];
}

/** An item's lines without their indent, and where it ends. What is a little less indented than it should be belongs to it too. */
function itemLines(lines, i, item) {
  const gap = item[3].length > 4 || item[3].length === 0 ? 1 : item[3].length;
  let wide = item[1].length + item[2].length + gap;
  const own = [lines[i].slice(wide)];
  let next = i + 1;
  for (; next < lines.length; next++) {
    const line = lines[next];
    const indent = indentOf(line);
    if (isBlank(line)) own.push('');
    else if (indent >= wide) own.push(line.slice(wide));
    else if (indent >= item[1].length + 2 && ITEM.test(line.slice(indent))) {
      wide = indent;
      own.push(line.slice(wide));
    } else if (own.at(-1) !== '' && !ITEM.test(line) && !interrupts(line)) own.push(line.trimStart());
    else break;
  }
  return [own, next];
}

function cells(line) {
  const row = line.trim();
  const found = [];
  let cell = '';
  let ticks = false;
  for (let i = row.startsWith('|') ? 1 : 0; i < row.length; i++) {
    if (row[i] === '\\' && row[i + 1] === '|') cell += row[++i];
    else if (row[i] === '|' && !ticks) {
      found.push(cell.trim());
      cell = '';
    } else {
      if (row[i] === '`') ticks = !ticks;
      cell += row[i];
    }
  }
  if (cell.trim() !== '') found.push(cell.trim());
  return found;
}

function isTable(lines, i) {
  const under = lines[i + 1];
  return lines[i].includes('|') && under !== undefined && under.includes('-') && /^[ |:-]+$/.test(under)
    && cells(under).every(cell => /^:?-+:?$/.test(cell)) && cells(under).length === cells(lines[i]).length;
}

function table(lines, i) {
  const sides = cells(lines[i + 1]).map(cell => (cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'end') : 'start'));
  const rows = [];
  let next = i + 2;
  for (; next < lines.length && lines[next].includes('|') && !isBlank(lines[next]); next++) rows.push(cells(lines[next]));
  return [{ type: 'table', head: cells(lines[i]), sides, rows }, next];
}

function paragraph(lines, i) {
  const own = [lines[i].trim()];
  let next = i + 1;
  for (; next < lines.length; next++) {
    const line = lines[next];
    const under = line.trim();
    if (under !== '' && indentOf(line) < 4 && (under === '='.repeat(under.length) || under === '-'.repeat(under.length))) {
      return [{ type: 'heading', level: under[0] === '=' ? 1 : 2, text: own.join('\n') }, next + 1];
    }
    if (under === '' || interrupts(line) || isTable(lines, next)) break;
    own.push(line.trim());
  }
  return [{ type: 'paragraph', text: own.join('\n') }, next];
}

/**
 * A block's element. `open`: more may follow, so that a mark which nothing closes yet is taken as one; `mark`: makes the
 * element of a number that evidence is about (evidence.js).
 */
export function render(block, style = {}) {
  switch (block.type) {
    case 'heading':
      // The page's own headings come first.
      return h(`h${Math.min(6, block.level + 2)}`, { dir: 'auto' }, inline(block.text, style));
    case 'code':
      return fenced(block, style);
    case 'maths':
      return addMaths(h('div', { class: 'maths' }), block.text, true, style.mark);
    case 'quote':
      return h('blockquote', { dir: 'auto' }, block.kids.map(kid => render(kid, style)));
    case 'list':
      return h(block.ordered ? 'ol' : 'ul', { dir: 'auto', class: block.loose ? 'loose' : null,
        start: block.first === 1 ? null : block.first }, block.items.map(item => listItem(item, block.loose, style)));
    case 'table':
      return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'table' }, h('table', {},
        h('thead', {}, row('th', block.head, block, style)),
        h('tbody', {}, block.rows.map(each => row('td', each, block, style)))));
    case 'rule':
      return h('hr');
    default:
      return h('p', { dir: 'auto' }, inline(block.text, style));
  }
}

function fenced(block, style) {
  const text = h('code');
  const python = /^(?:python|py)\d*$/i.test(block.language) && block.text === unmarked(block.text);
  if (python) addPython(text, block.text);
  else addLeaf(text, block.text, style, false);
  return h('figure', { class: 'fence' },
    block.language && h('figcaption', {}, addText(h('span'), unmarked(block.language))),
    h('pre', { tabindex: 0 }, text));
}

function row(kind, texts, { head, sides }, style) {
  return h('tr', {}, head.map((_, i) => h(kind, { class: sides[i], dir: 'auto' }, inline(texts[i] ?? '', style))));
}

function listItem(item, loose, style) {
  const kids = item.kids.map(kid => (kid.type === 'paragraph' && !loose ? inline(kid.text, style) : render(kid, style)));
  return h('li', { class: item.isTask ? 'task' : null },
    item.isTask && h('span', { class: 'box', role: 'img', 'aria-label': item.task ? 'done' : 'to do' }, item.task ? '☑' : '☐'),
    kids);
}

const SPECIAL = /[\\`*_~[!<$]|https?:\/\//g;
const BARE = /https?:\/\/[^\s<>"'`|\\^{}*\ufdd0-\ufdef]{1,2000}/y;
const TARGET = /\( {0,9}<?([^\s<>()]{0,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,200}){0,9})>?(?:\s{1,9}(?:"[^"]{0,200}"|'[^']{0,200}'))? {0,9}\)/y;
const ANGLE = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/y;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const WORD = /[\p{L}\p{N}]/u;

/** A text within a block: emphasis, code, links, maths. */
export function inline(text, style = {}, links = true) {
  const frames = [{ marks: '', kids: document.createDocumentFragment() }];
  const top = () => frames.at(-1);
  const ticks = new Ticks(text);
  let from = 0;
  let at = 0;
  const flush = end => {
    if (end > from) addLeaf(top().kids, text.slice(from, end), style);
  };
  const take = (node, end) => {
    flush(at);
    if (node) top().kids.append(node);
    from = at = end;
  };
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(text);
    if (!found) break;
    at = found.index;
    const sign = found[0];
    if (sign === '\\') {
      const maths = text[at + 1] === '(' && between(text, at + 2, '\\)');
      if (maths) take(addMaths(h('span'), maths, false, style.mark), at + maths.length + 4);
      else if (text[at + 1] === '\n') take(null, at + 1);
      else if (/[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
        take(null, at + 1);
        at++;
      } else at++;
    } else if (sign === '`') {
      const [run, close] = ticks.at(at);
      if (close >= 0) take(addLeaf(h('code'), codeText(text.slice(at + run, close)), style), close + run);
      else if (style.open && run === 1 && text.length - at < FARTHEST) take(addLeaf(h('code'), text.slice(at + 1), style), text.length);
      else at += run;
    } else if (sign === '$') {
      const maths = dollars(text, at);
      if (maths) take(addMaths(h('span'), maths.text, false, style.mark), maths.end);
      else at++;
    } else if (sign === '*' || sign === '_' || sign === '~') {
      let run = 1;
      while (text[at + run] === sign) run++;
      emphasise(sign, run);
    } else if (sign === '[' || (sign === '!' && text[at + 1] === '[')) {
      const link = links && linkAt(text, sign === '!' ? at + 1 : at);
      if (link) take(linkTo(link.target, link.label, sign === '!', style), link.end);
      else at++;
    } else if (sign === '<') {
      ANGLE.lastIndex = at;
      const link = links && ANGLE.exec(text);
      if (link) take(linkTo(link[1], link[1].replace(/^mailto:/, ''), false, style), at + link[0].length);
      else at++;
    } else if (sign.startsWith('http')) {
      BARE.lastIndex = at;
      const link = links && !WORD.test(text[at - 1] ?? ' ') && BARE.exec(text)?.[0].replace(/[.,;:!?'"*_~]{1,9}$/, '');
      const target = link && (link.endsWith(')') && !link.includes('(') ? link.slice(0, -1) : link);
      if (target) take(linkTo(target, target, false, style), at + target.length);
      else at += sign.length;
    } else at++;
  }
  flush(text.length);
  while (frames.length > 1) fold();
  return frames[0].kids;

  function emphasise(sign, run) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + run] ?? ' ';
    const opens = after.trim() !== '' && (!PUNCTUATION.test(after) || !WORD.test(before));
    const closes = before.trim() !== '' && (!PUNCTUATION.test(before) || !WORD.test(after));
    const inWord = sign === '_' && WORD.test(before) && WORD.test(after);
    if (run > 3 || inWord || (sign === '~' && run !== 2) || !(opens || closes)) {
      at += run;
      return;
    }
    take(null, at);
    let left = run;
    while (closes && left > 0) {
      const opener = frames.findLastIndex(frame => frame.marks[0] === sign && frame.marks.length <= left);
      if (opener < 1) break;
      while (frames.length - 1 > opener) fold();
      left -= top().marks.length;
      wrap();
    }
    if (left > 0 && opens && frames.length < 40) {
      for (const marks of left === 3 ? [sign + sign, sign] : [sign.repeat(left)]) {
        frames.push({ marks, kids: document.createDocumentFragment() });
      }
      left = 0;
    }
    at += run;
    from = at - left;
  }

  function wrap() {
    const { marks, kids } = frames.pop();
    top().kids.append(h(marks[0] === '~' ? 'del' : marks.length === 2 ? 'strong' : 'em', {}, kids));
  }

  /** What was opened and never closed is no mark after all; unless the rest may still come. */
  function fold() {
    if (style.open && top().marks.length === 2) {
      wrap();
      return;
    }
    const { marks, kids } = frames.pop();
    top().kids.append(marks, kids);
  }
}

/** Where a run of backticks ends, and where the next as long begins: found once for the whole text. */
class Ticks {
  #next = null;

  constructor(text) {
    this.text = text;
  }

  at(start) {
    this.#next ??= this.#find();
    const [run, close] = this.#next.get(start) ?? [1, -1];
    return [run, close];
  }

  #find() {
    const found = new Map();
    const later = new Map();
    for (const run of [...this.text.matchAll(/`+/g)].reverse()) {
      found.set(run.index, [run[0].length, later.get(run[0].length) ?? -1]);
      later.set(run[0].length, run.index);
    }
    return found;
  }
}

const codeText = text => (text.startsWith(' ') && text.endsWith(' ') && !isBlank(text) ? text.slice(1, -1) : text);

function between(text, start, close) {
  const near = text.slice(start, start + FARTHEST);
  const end = near.indexOf(close);
  return end > 0 ? near.slice(0, end) : null;
}

/** Maths, not money: something that only maths has stands between the dollars. */
function dollars(text, at) {
  const two = text[at + 1] === '$';
  const inner = between(text, at + (two ? 2 : 1), two ? '$$' : '$');
  if (!inner || inner.includes('\n\n')) return null;
  const end = at + inner.length + (two ? 4 : 2);
  const tight = inner.trim() === inner && !/[\p{L}\p{N}]/u.test(text[end] ?? '');
  return two || (tight && /[\\^_{}=+]|^\p{L}$/u.test(unmarked(inner))) ? { text: inner, end } : null;
}

/** `[label](target)`; the label may have brackets of its own. */
function linkAt(text, at) {
  const middle = text.slice(at, at + FARTHEST).indexOf('](');
  if (middle < 0) return null;
  let open = 0;
  for (let i = at; i < at + FARTHEST && i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') open++;
    else if (text[i] === ']' && --open === 0) {
      TARGET.lastIndex = i + 1;
      const target = TARGET.exec(text);
      return target && { label: text.slice(at + 1, i), target: target[1], end: i + 1 + target[0].length };
    }
  }
  return null;
}

/** An element that leads there, and says where: the label may claim another place. */
function linkTo(target, label, picture, style) {
  const words = picture ? ['picture: ', addLeaf(h('span'), label || 'without a name', style)] : [inline(label, style, false)];
  let url;
  try {
    url = new URL(unmarked(target));
  } catch {
    return h('span', {}, words);
  }
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return h('span', {}, words);
  const place = url.host || url.pathname;
  const said = unmarked(label).includes(place);
  return h('span', {}, h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow', title: url.href }, words),
    !said && h('span', { class: 'place' }, addText(h('bdi'), place)));
}

/** Text as it is, with the numbers that evidence is about. */
function addLeaf(parent, text, { mark }, breaks = true) {
  for (const [part, number] of marked(text)) {
    if (number !== null && mark) parent.append(mark(number, part));
    else if (!breaks || !part.includes('\n')) addText(parent, part);
    else {
      part.split('\n').forEach((line, i) => {
        if (i) parent.append(h('br'));
        addText(parent, line);
      });
    }
  }
  return parent;
}
