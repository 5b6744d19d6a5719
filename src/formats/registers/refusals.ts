import type { Refusal } from '../../domain/values/index.ts';

interface Refusing extends Error {
  readonly refusal: Refusal;
}

/** An error that carries a refusal out of the middle of a reading. */
export function refusing(code: string, sentence: string): Error {
  return Object.assign(new Error(sentence), { refusal: { code, sentence } });
}

const systemSentences: Readonly<Record<string, string>> = {
  ENOENT: 'It is not there any more.',
  EACCES: 'You may not read it. Check its permissions.',
  EPERM: 'You may not read it. Check its permissions.',
  EIO: 'The disk could not be read. Copy the file to another disk and try again.',
};

/** The refusal that an error of a reading carries; undefined when the error is a bug. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('refusal' in error) return (error as Refusing).refusal;
  const code = 'code' in error ? String(error.code) : '';
  const why = systemSentences[code];
  return why === undefined ? undefined : { code: 'register-unreadable', sentence: why };
}

/** A file whose end is missing, or whose inside does not unpack. */
export function damaged(label: string): Error {
  return refusing('register-damaged', `${label} is damaged or cut short. Fetch it again.`);
}

/** The sentence for what unpacks to more than a register can be. */
export function tooLarge(label: string): Error {
  return refusing(
    'register-too-large',
    `${label} unpacks to more than any register holds, so we stopped. Check where it comes from.`,
  );
}
