// Makes elements. Whatever text is given becomes a text node: nothing here, or anywhere on this page, reads markup.

const SVG = 'http://www.w3.org/2000/svg';

/** h('p', {class: 'dim', onclick: f}, 'text', node, [more]): an element. Attributes that are false, null or undefined are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  // First: a browser that is to find out the direction of a text looks at all of it whenever something is added.
  append(element, children);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** A drawing of one line, 16 by 16; it says nothing to a screen reader. */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const byId = id => document.getElementById(id);

/** "1,234": as the reader's language writes it. */
export const grouped = number => number.toLocaleString();

/** "1 token", "3 tokens". */
export const count = (number, word) => `${grouped(number)} ${word}${number === 1 ? '' : 's'}`;

export function size(bytes) {
  if (bytes < 1000) return count(bytes, 'byte');
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Milliseconds as a person says them. */
export function time(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : passed(Math.round(seconds) * 1000);
}

/** How long something has been going on, in whole seconds. */
export function passed(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "1,234 tokens read, 56 written". A figure that is 0 because nobody counted it is left out. */
export function usageText({ input_tokens: read, output_tokens: written, known }) {
  const figures = [[read, 'read'], [written, 'written']].filter(([number]) => known || number > 0);
  return figures.length
    ? (known ? '' : 'at least ') + figures.map(([number, word], i) => `${i ? grouped(number) : count(number, 'token')} ${word}`).join(', ')
    : 'tokens not counted';
}

/** Tells a screen reader; the last word counts. */
export function announce(words) {
  byId('live').textContent = words;
}
