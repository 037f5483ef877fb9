// How the next conversation is set up. What is left empty is as the server was started; all of it is kept in this browser.
import { byId, grouped, h } from './dom.js';
import { addText, plainText } from './safetext.js';

const PLACE = 'jupan-settings';
const NUMBERS = ['temperature', 'top_p', 'seed', 'max_tokens', 'steps', 'context'];
const WORDS = ['model', 'reasoning_effort', 'system'];
/** The settings whose value the server tells, where it has one. */
const TOLD = [...NUMBERS, 'reasoning_effort'];

function kept() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) ?? {};
  } catch {
    return {};
  }
}

/** The parameters of session.open. */
export function parameters() {
  const settings = kept();
  const given = {};
  for (const name of [...WORDS, ...NUMBERS]) if (settings[name] !== undefined) given[name] = settings[name];
  return given;
}

export const chosenModel = () => kept().model;

export function applyLook() {
  const look = kept().look ?? 'light dark';
  document.documentElement.style.colorScheme = look;
  document.documentElement.dataset.look = look;
}

const said = value => {
  if (value === undefined) return 'the model’s own';
  return typeof value === 'number' ? grouped(value) : plainText(value);
};

/** @param changed what to do when something was changed */
export function setUp(rpc, changed) {
  const dialog = byId('settings');
  const form = dialog.querySelector('form');
  form.addEventListener('change', () => {
    const settings = {};
    for (const name of WORDS) if (form.elements[name].value.trim()) settings[name] = form.elements[name].value.trim();
    for (const name of NUMBERS) if (form.elements[name].value !== '' && form.elements[name].validity.valid) settings[name] = Number(form.elements[name].value);
    settings.look = form.elements.look.value;
    localStorage.setItem(PLACE, JSON.stringify(settings));
    applyLook();
    changed();
  });
  byId('open-settings').addEventListener('click', open);
  byId('model').addEventListener('click', open);

  async function open() {
    const settings = kept();
    for (const name of [...WORDS, ...NUMBERS]) form.elements[name].value = settings[name] ?? '';
    form.elements.look.value = settings.look ?? 'light dark';
    dialog.showModal();
    rpc.call('session.usual').then(({ model, settings: usual }) => {
      form.elements.model.placeholder = plainText(model);
      // Another model has another window.
      if (form.elements.model.value) delete usual.context;
      for (const name of TOLD) form.elements[name].placeholder = said(usual[name]);
    }, () => {});
    try {
      const { models } = await rpc.call('models.list');
      byId('models').replaceChildren(...models.filter(each => each.usable).map(each => h('option', { value: each.form.replace(/NAME$/, '') }, each.note)));
      byId('model-notes').replaceChildren(...models.map(each => h('li', { class: each.usable ? 'usable' : null },
        addText(h('code'), each.form), ' ', addText(h('span'), each.note))));
    } catch (failure) {
      byId('model-notes').replaceChildren(h('li', {}, failure.message));
    }
  }
}
