import { z } from 'zod';
import { accept, type Decision, type Instant, refuse } from '../../values/index.ts';
import type { Anchor, ChainHead } from './types.ts';

const anchorSchema = z.object({
  chain: z.string().regex(/^(system|org_[a-z0-9]{20})$/),
  number: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Heads as lines to put at the end of a file of anchors. A chain without entries needs none. */
export function anchorLines(heads: readonly ChainHead[], at: Instant): string {
  const kept = heads.filter(({ number }) => number > 0);
  return kept.map(({ chain, number, hash }) => `${JSON.stringify({ chain, number, hash, at })}\n`).join('');
}

function anchorIn(line: string): Anchor | undefined {
  try {
    return anchorSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The anchors in a file that `anchorLines` wrote. All lines count, old ones too; one that is no anchor refuses the file. */
export function parseAnchors(text: string): Decision<readonly Anchor[]> {
  const anchors: Anchor[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const anchor = anchorIn(line);
    if (!anchor) {
      const sentence = `Line ${index + 1} is not an anchor. Use the file as \`sevenbox audit anchor\` wrote it.`;
      return refuse('no-anchor', sentence);
    }
    anchors.push(anchor);
  }
  if (anchors.length > 0) return accept(anchors);
  return refuse('no-anchor', 'There are no anchors in it. Write them with `sevenbox audit anchor`.');
}
