// Markdown while it streams: what is complete stays as it is, only the block at the end is made anew. The longer that
// takes, the rarer it is done, so that the page stays at hand however long the answer.
import { blocks, render } from './markdown.js';

/** Of the time, at most one part in so many is spent on making text. */
const SHARE = 5;

export class MarkdownStream {
  #parent;
  #tail = '';
  #last = null;
  #timer = 0;

  /** How many characters were read in all, those read again included. */
  static read = 0;

  constructor(parent) {
    this.#parent = parent;
  }

  push(piece) {
    this.#tail += piece;
    this.#timer ||= setTimeout(() => this.#later(), 16);
  }

  #later() {
    const begin = performance.now();
    this.#draw();
    void this.#parent.offsetHeight;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (this.#drawn !== this.#tail) this.push('');
    }, (performance.now() - begin) * (SHARE - 1));
  }

  #drawn = '';

  #draw() {
    MarkdownStream.read += this.#tail.length;
    const found = blocks(this.#tail);
    this.#last?.remove();
    this.#last = null;
    if (found.length) {
      for (const each of found.slice(0, -1)) this.#parent.append(render(each));
      this.#tail = this.#tail.slice(found.at(-1).start);
      this.#last = render(found.at(-1), { open: true });
      this.#parent.append(this.#last);
    }
    this.#drawn = this.#tail;
  }

  /** All that was pushed is there. */
  finish() {
    clearTimeout(this.#timer);
    if (this.#drawn !== this.#tail || this.#last) this.#draw();
  }
}
