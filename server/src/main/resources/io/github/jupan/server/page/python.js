// Colours Python: strings, numbers, words and comments. One pass, whatever the program.
import { h } from './dom.js';
import { addText } from './safetext.js';

const KEYWORDS = new Set(('False None True and as assert async await break case class continue def del elif else except '
  + 'finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield').split(' '));
const KNOWN = new Set(('abs all any bool bytes chr dict divmod enumerate filter float format frozenset hash hex input int '
  + 'isinstance iter len list map max min next oct open ord pow print range repr reversed round set sorted str sum tuple '
  + 'type zip message messages documents letters Fraction Decimal').split(' '));

const TOKEN = new RegExp([
  '(?<comment>#[^\\n]*)',
  '(?<string>[rRbBuUfF]{0,2}(?:"""[^]*?(?:"""|$)|\'\'\'[^]*?(?:\'\'\'|$)|"(?:\\\\[^]|[^"\\\\\\n])*"?|\'(?:\\\\[^]|[^\'\\\\\\n])*\'?))',
  '(?<decorator>^[ \\t]*@[\\w.]+)',
  '(?<number>\\b\\d[\\w.]*)',
  '(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)',
].join('|'), 'gmu');

/** A longer program is shown as it is. */
const MOST = 50_000;

/** Puts the program at the end of the parent. */
export function addPython(parent, program) {
  if (program.length > MOST) return addText(parent, program);
  let from = 0;
  let before = '';
  for (const found of program.matchAll(TOKEN)) {
    const text = found[0];
    const kind = kindOf(found.groups, before);
    if (found.groups.word) before = text;
    if (!kind) continue;
    if (found.index > from) addText(parent, program.slice(from, found.index));
    parent.append(addText(h('span', { class: `py-${kind}` }), text));
    from = found.index + text.length;
  }
  return from < program.length ? addText(parent, program.slice(from)) : parent;
}

function kindOf(groups, before) {
  if (groups.word === undefined) {
    return groups.comment !== undefined ? 'comment' : groups.number !== undefined ? 'number'
      : groups.decorator !== undefined ? 'name' : 'string';
  }
  if (before === 'def' || before === 'class') return 'name';
  if (KEYWORDS.has(groups.word)) return 'keyword';
  return KNOWN.has(groups.word) ? 'known' : null;
}
