import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analysisSchema } from '../../src/domain/spend/analysis.ts';
import { type Ended, sevenbox } from '../support/command.ts';

const guide = fileURLToPath(new URL('../../docs/guide/', import.meta.url));
const block = /^```(file|console) ?(\S*)\n([\s\S]*?)^```$/gm;

/** Words of a command line; the guide quotes none. */
function wordsOf(command: string): readonly string[] {
  return command
    .replace(/^\$ sevenbox /, '')
    .replace(/ \| rejects$/, '')
    .split(' ');
}

/** `| rejects` in the guide stands for picking that one list out of the JSON. */
function shown(command: string, ended: Ended): string {
  if (!command.endsWith('| rejects')) return `${ended.talk}${ended.out}`;
  const { rejects } = analysisSchema.parse(JSON.parse(ended.out));
  return rejects.map(({ line, sentence }) => `line ${line}: ${sentence}\n`).join('');
}

async function answered(commands: string, cwd: string): Promise<string> {
  let text = '';
  for (const command of commands.split('\n').filter((line) => line.startsWith('$ '))) {
    const ended = await sevenbox(wordsOf(command), { cwd });
    text += `${command}\n${shown(command, ended)}`;
  }
  return text
    .replaceAll('\r\n', '\n')
    .replace(/ +$/gm, '')
    .replace(/\n{2,}$/, '\n');
}

async function played(page: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-guide-'));
  let result = page;
  try {
    for (const [whole, kind, name = '', text = ''] of page.matchAll(block)) {
      if (kind === 'file') writeFileSync(join(folder, name), text);
      else
        result = result.replace(
          whole,
          () => `\`\`\`console\n${'@'}${text.match(/^\$ .*$/gm)?.join('\n')}\n\`\`\``,
        );
    }
    for (const [whole, commands = ''] of result.matchAll(/^```console\n@([\s\S]*?)\n```$/gm)) {
      const answer = await answered(commands, folder);
      result = result.replace(whole, () => `\`\`\`console\n${answer}\`\`\``);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the guide is what the commands print', () => {
  it.each(readdirSync(guide).filter((name) => name.endsWith('.md')))('%s', async (name) => {
    const path = join(guide, name);
    const page = readFileSync(path, 'utf8');
    const now = await played(page);
    if (process.env.SEVENBOX_UPDATE === 'guide') writeFileSync(path, now);
    else expect(now).toBe(page);
  });
});
