// The report of a practice run (docs/practice.md): a file of its own, shown in a frame that can run nothing of it, load
// nothing, and reach nothing of this page.
import { byId } from './dom.js';
import { plainText } from './safetext.js';

export const isReport = (name, text) => /\.html?$/i.test(name) && /^\s*<!doctype html>/i.test(text)
  && text.slice(0, 5000).includes(': practice</title>');

export function openReport(name, text) {
  const dialog = byId('report');
  const frame = document.createElement('iframe');
  frame.title = `The report ${plainText(name)}`;
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = 'page/frame.html';
  // The frame has no origin; it is the only one that hears this.
  frame.addEventListener('load', () => frame.contentWindow.postMessage(text, '*'), { once: true });
  dialog.querySelector('.place').replaceChildren(frame);
  if (!dialog.open) dialog.showModal();
}

export function setUp() {
  const chooser = byId('report-file');
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files;
    chooser.value = '';
    if (file) openReport(file.name, await file.text());
  });
  byId('open-report').addEventListener('click', () => {
    byId('report').querySelector('.place').replaceChildren();
    byId('report').showModal();
  });
  byId('choose-report').addEventListener('click', () => chooser.click());
}
