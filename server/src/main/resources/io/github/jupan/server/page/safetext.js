// Text of anybody else's: what is not seen, or reorders what is, is shown instead of obeyed. An answer could otherwise
// hide words, or look like another (CVE-2021-42574).
import { h } from './dom.js';

// Characters of the category Cf that are seen all the same.
const SEEN_FORMATS = '\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}';

// Fillers and selectors of other categories that are not seen; controls; noncharacters, which no text has.
const UNSEEN = '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2028\\u2029\\u3164\\uffa0\\ufe00-\\ufe0d'
  + '\\u{e0000}-\\u{e01ef}\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\ufdd0-\\ufdef';

// Emoji and many scripts are written with joiners; after a Latin letter, or another joiner, they say nothing.
const JOINER = '(?<=[\\0-\\x7f\\u200c\\u200d])[\\u200c\\u200d]';

const ODD = new RegExp(`${JOINER}|(?![${SEEN_FORMATS}\\u200c\\u200d])\\p{Cf}|[${UNSEEN}]|\\p{Cs}`, 'gu');

/** Puts the text at the end of the parent. */
export function addText(parent, text) {
  let from = 0;
  for (const found of text.matchAll(ODD)) {
    if (found.index > from) parent.append(text.slice(from, found.index));
    const code = `U+${found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    parent.append(h('span', { class: 'odd', title: 'a character that is not seen' }, code));
    from = found.index + found[0].length;
  }
  if (from < text.length) parent.append(from ? text.slice(from) : text);
  return parent;
}

/** The text with what is not seen written out, where an element cannot stand, such as a title. */
export const plainText = text => text.replace(ODD,
  odd => `<U+${odd.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
