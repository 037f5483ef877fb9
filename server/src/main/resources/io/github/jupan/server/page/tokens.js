// A text as a model sees it: "ubiquitous" is three tokens, and no letter of them is.
import { byId, count, h } from './dom.js';
import { addText } from './safetext.js';

const MOST_SHOWN = 3000;
const MOST_TEXT = 100_000;

export function setUp(rpc, draft) {
  const dialog = byId('tokens');
  const text = byId('tokens-text');
  const shown = byId('tokens-shown');
  const many = byId('tokens-count');
  let timer = 0;
  let asked = 0;

  byId('open-tokens').addEventListener('click', () => {
    text.value = draft() || 'ubiquitous';
    dialog.showModal();
    split();
    text.select();
  });
  text.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(split, 150);
  });
  byId('tokens-encoding').addEventListener('change', split);

  async function split() {
    const mine = ++asked;
    try {
      const { tokens } = await rpc.call('tokens.split', { text: text.value.slice(0, MOST_TEXT), encoding: byId('tokens-encoding').value });
      if (mine !== asked) return;
      many.textContent = `${count(tokens.length, 'token')}, ${count([...text.value.slice(0, MOST_TEXT)].length, 'character')}`;
      shown.replaceChildren(...tokens.slice(0, MOST_SHOWN).map((token, i) => h('li', { class: `tone${i % 4}` },
        addText(h('span', { class: 'piece' }), token.display), h('span', { class: 'id' }, token.id))));
      if (tokens.length > MOST_SHOWN) shown.append(h('li', { class: 'more' }, `and ${count(tokens.length - MOST_SHOWN, 'token')} more`));
    } catch (failure) {
      many.textContent = failure.message;
      shown.replaceChildren();
    }
  }
}
