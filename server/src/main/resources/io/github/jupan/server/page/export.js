// A conversation as a file: its events, one a line, as `jupan sessions export` writes them; or Markdown to read.
import { usageText } from './dom.js';

const PART = 10_000;

/** All events of a session. */
export async function history(rpc, session) {
  const events = [];
  for (;;) {
    const part = await rpc.call('session.history', { session, from: events.length, count: PART });
    for (const event of part.events) events.push(event);
    if (!part.events.length || events.length >= part.total) return events;
  }
}

export const asLines = events => events.map(event => JSON.stringify(event) + '\n').join('');

/** A fence that the text does not close. */
function fence(language, text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.replace(/\n$/, '')}\n${marks}\n\n`;
}

const quoted = text => text.split('\n').map(line => `> ${line}`.trimEnd()).join('\n') + '\n\n';

export function asMarkdown(title, model, events) {
  let made = `# ${title.replace(/\s+/g, ' ') || 'A conversation'}\n\nModel: ${model}\n\n`;
  for (const event of events) {
    if (event.type === 'asked') {
      made += `---\n\n${quoted(event.text)}`;
      if (event.documents.length) made += `Documents: ${event.documents.join(', ')}\n\n`;
    } else if (event.type === 'run_start') {
      made += `Program ${event.run}:\n\n${fence('python', event.code)}`;
    } else if (event.type === 'run') {
      const printed = event.stdout + event.stderr;
      if (printed) made += `It printed:\n\n${fence('text', printed)}`;
      if (event.value !== null) made += `Its value:\n\n${fence('text', event.value)}`;
      if (event.error) made += `It failed:\n\n${fence('text', event.error.traceback)}`;
      if (event.detail) made += `It was stopped: ${event.detail}.\n\n`;
    } else if (event.type === 'end') {
      if (event.outcome !== 'answered') made += `*No answer: ${(event.reason ?? event.outcome).replaceAll('_', ' ')}*\n\n`;
      if (event.text !== null) made += `${event.text.trimEnd()}\n\n`;
      const computed = event.evidence.filter(each => each.source === 'computed').map(each => `${each.number} (program ${each.run})`);
      if (computed.length) made += `*Computed: ${computed.join(', ')}*\n\n`;
      made += `*${usageText(event.usage)}*\n\n`;
    }
  }
  return made.trimEnd() + '\n';
}

export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file's name made of a title. */
export const fileName = title => (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['conversation']).join('-').slice(0, 60);
