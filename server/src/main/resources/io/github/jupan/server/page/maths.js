// The TeX that models write in answers, as MathML: fractions, powers, roots, the usual signs. What it does not know
// stays as it was written.
import { addText } from './safetext.js';
import { marked, unmarked } from './evidence.js';
import { h } from './dom.js';

const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';
const MOST = 2000;
const DEEPEST = 20;

const SIGNS = {
  times: '×', cdot: '·', div: '÷', pm: '±', mp: '∓', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈',
  equiv: '≡', sim: '∼', infty: '∞', sum: '∑', prod: '∏', int: '∫', to: '→', rightarrow: '→', Rightarrow: '⇒', implies: '⇒',
  leftarrow: '←', iff: '⇔', in: '∈', notin: '∉', subset: '⊂', cup: '∪', cap: '∩', ldots: '…', dots: '…', cdots: '⋯',
  quad: '\u2003', qquad: '\u2003\u2003', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', mid: '∣', forall: '∀', exists: '∃',
  partial: '∂', nabla: '∇', circ: '∘', degree: '°', therefore: '∴', checkmark: '✓', ll: '≪', gg: '≫', star: '⋆', bmod: 'mod',
  ',': '\u2009', ';': '\u2005', ':': '\u2005', ' ': ' ', '!': '', '%': '%', '$': '$', '#': '#', '&': '&', '_': '_', '{': '{', '}': '}',
  '|': '‖', left: '', right: '', big: '', Big: '', displaystyle: '', limits: '', nolimits: '',
};
const LETTERS = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', iota: 'ι', kappa: 'κ',
  lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ',
  omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', ell: 'ℓ',
};
const FUNCTIONS = new Set('sin cos tan log ln exp max min gcd lcm lim mod det dim arcsin arccos arctan sinh cosh tanh'.split(' '));
const TEXTS = new Set('text textbf textit mathrm mathbf mathit mathsf operatorname mbox'.split(' '));

const TOKEN = /\\(?<word>[A-Za-z]+|[^])|(?<number>\ufdd0[^\ufdd2]*\ufdd2|\d[\d.,]*\d|\d)|(?<space>\s+)|(?<sign>[^])/gu;

const make = (name, ...children) => {
  const element = document.createElementNS(NAMESPACE, name);
  element.append(...children);
  return element;
};

/** Puts the formula at the end of the parent. */
export function addMaths(parent, tex, block, mark) {
  try {
    if (tex.length > MOST || /\\(begin|end)\b/.test(tex)) throw new RangeError('too much');
    const reader = new Reader(tex, mark);
    const formula = make('math', make('mrow', ...reader.until(null, 0)));
    formula.setAttribute('display', block ? 'block' : 'inline');
    parent.append(formula);
  } catch (tooMuch) {
    if (!(tooMuch instanceof RangeError)) throw tooMuch;
    const code = h('code');
    for (const [text, number] of marked(tex)) {
      if (number !== null && mark) code.append(mark(number, text));
      else addText(code, text);
    }
    parent.append(code);
  }
  return parent;
}

class Reader {
  constructor(tex, mark) {
    this.tokens = [...tex.matchAll(TOKEN)].map(found => ({ text: found[0], ...found.groups }));
    this.at = 0;
    this.mark = mark;
  }

  /** Elements up to the sign that closes them. */
  until(close, depth) {
    if (depth > DEEPEST) throw new RangeError('too deep');
    const made = [];
    while (this.at < this.tokens.length) {
      if (this.tokens[this.at].text === close) {
        this.at++;
        return made;
      }
      const element = this.one(depth);
      if (element) made.push(this.scripts(element, depth));
    }
    return made;
  }

  scripts(base, depth) {
    let low = null;
    let high = null;
    for (;;) {
      const sign = this.tokens[this.at]?.text;
      if (sign === '_' && !low) low = this.argument(depth);
      else if (sign === '^' && !high) high = this.argument(depth);
      else break;
    }
    if (low && high) return make('msubsup', base, low, high);
    return low ? make('msub', base, low) : high ? make('msup', base, high) : base;
  }

  /** What follows the token that is next. */
  argument(depth) {
    this.at++;
    return this.one(depth + 1) ?? make('mrow');
  }

  one(depth) {
    if (depth > DEEPEST) throw new RangeError('too deep');
    const token = this.tokens[this.at];
    if (!token) return null;
    if (token.space !== undefined) {
      this.at++;
      return this.at < this.tokens.length && depth > 0 ? this.one(depth) : null;
    }
    if (token.word !== undefined) return this.command(token.word, depth);
    this.at++;
    if (token.number !== undefined) return this.number(token.number);
    if (token.text === '{') return make('mrow', ...this.until('}', depth + 1));
    if (token.text === '}' || token.text === '&') return null;
    if (/\p{L}/u.test(token.text)) return addText(make('mi'), token.text);
    return addText(make('mo'), token.text === '-' ? '−' : token.text === '*' ? '∗' : token.text);
  }

  number(text) {
    const [[number, place]] = marked(text);
    return place !== null && this.mark ? make('mtext', this.mark(place, number)) : addText(make('mn'), number);
  }

  command(word, depth) {
    if (word === 'frac' || word === 'dfrac' || word === 'tfrac') {
      return make('mfrac', this.argument(depth), this.next(depth));
    }
    if (word === 'sqrt') {
      const root = this.tokens[this.at + 1]?.text === '[' ? this.root(depth) : null;
      return root ?? make('msqrt', this.argument(depth));
    }
    if (word === 'boxed' || word === 'fbox') {
      const inner = this.argument(depth);
      inner.setAttribute('class', 'boxed');
      return inner.localName === 'mrow' ? inner : make('mrow', inner);
    }
    if (TEXTS.has(word)) return this.words();
    this.at++;
    if (word === '\\') return make('mspace');
    if (Object.hasOwn(LETTERS, word)) return make('mi', LETTERS[word]);
    if (FUNCTIONS.has(word)) return make('mi', word);
    if (Object.hasOwn(SIGNS, word)) return SIGNS[word] === '' ? null : make(/^\s+$/.test(SIGNS[word]) ? 'mtext' : 'mo', SIGNS[word]);
    return addText(make('mtext'), `\\${word}`);
  }

  next(depth) {
    return this.one(depth + 1) ?? make('mrow');
  }

  root(depth) {
    this.at += 2;
    const degree = make('mrow', ...this.until(']', depth + 1));
    return make('mroot', this.next(depth), degree);
  }

  words() {
    this.at++;
    if (this.tokens[this.at]?.text !== '{') return this.next(0);
    let text = '';
    for (this.at++; this.at < this.tokens.length && this.tokens[this.at].text !== '}'; this.at++) text += this.tokens[this.at].text;
    this.at++;
    return addText(make('mtext'), unmarked(text).replace(/^ | $/g, '\u00a0'));
  }
}
