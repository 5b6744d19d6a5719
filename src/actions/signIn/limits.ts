import {
  accept,
  type Decision,
  formatMoment,
  type Instant,
  instantAt,
  millisecondsOf,
  refuse,
} from '../../domain/values/index.ts';

/** What is counted: each kind has budgets of its own. */
export type AttemptKind = 'sign-in' | 'code' | 'password' | 'reset-mail' | 'invitation';

/** What attempts have in common: where they come from, whom they are about, or both. */
export type AttemptScope = 'place' | 'account' | 'pair';

/** How many attempts of a kind are let through in how many minutes. */
interface Budget {
  readonly scope: AttemptScope;
  readonly most: number;
  readonly minutes: number;
  /** What a budget does that is used up: it refuses, or makes wait. Accounts alone never refuse: anybody can name one. */
  readonly beyond: 'refuse' | 'wait';
}

const refusing = (scope: 'place' | 'pair', most: number, minutes: number): Budget => ({
  ...{ scope, most, minutes },
  beyond: 'refuse',
});

const budgets: Readonly<Record<AttemptKind, readonly Budget[]>> = {
  'sign-in': [
    refusing('place', 50, 15),
    refusing('pair', 10, 15),
    { scope: 'account', most: 5, minutes: 15, beyond: 'wait' },
  ],
  code: [refusing('place', 50, 15)],
  password: [refusing('pair', 10, 15)],
  'reset-mail': [refusing('place', 20, 60)],
  invitation: [refusing('place', 30, 15)],
};

/** So many links to set a password go to one address in an hour; beyond that, the answer is the same and no mail goes. */
export const mostResetMails = { count: 5, minutes: 60 };

/** Where attempts come from, and whom they are about; null where nobody is named. */
export interface Attempter {
  readonly address: string;
  readonly account: string | null;
}

/** One count of attempts: the text that names it, and when it starts again from nothing if it starts now. */
export interface Counted extends Budget {
  readonly name: string;
  readonly endsAt: Instant;
}

function minutesAfter(now: Instant, minutes: number): Instant {
  return instantAt(millisecondsOf(now) + minutes * 60_000);
}

/** The first four groups of an address of the sixth version, written out: what one household or office is given. */
function network(address: string): string {
  const [before = '', after] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [first, last] = [groups(before), groups(after)];
  const gap = after === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  const all = [...first, ...gap, ...last].slice(0, 4);
  return all.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

/** The place that an internet address stands for: itself, or the whole network where everybody has countless ones. */
export function placeOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  return address.includes(':') ? network(address) : address;
}

/** The account that an email address names, however it is typed. */
export function accountOf(email: string): string {
  return email.trim().toLowerCase();
}

function nameOf(kind: AttemptKind, scope: AttemptScope, { address, account }: Attempter): string {
  const place = scope === 'account' ? '' : placeOf(address);
  return JSON.stringify([kind, scope, place, scope === 'place' ? null : account]);
}

/** What an attempt counts towards. Pure. */
export function countedFor(kind: AttemptKind, attempter: Attempter, now: Instant): readonly Counted[] {
  return budgets[kind].map((budget) => ({
    ...budget,
    name: nameOf(kind, budget.scope, attempter),
    endsAt: minutesAfter(now, budget.minutes),
  }));
}

/** What counts towards the mails that one address gets. */
export function countedMail(
  email: string,
  now: Instant,
): { readonly name: string; readonly endsAt: Instant } {
  const name = nameOf('reset-mail', 'account', { address: '', account: accountOf(email) });
  return { name, endsAt: minutesAfter(now, mostResetMails.minutes) };
}

const longestWait = 2000;
const waitStep = 250;

/** How long an attempt waits that is so many over what goes at once: longer each time, up to two seconds. */
function waitFor(over: number): number {
  return Math.min(longestWait, Math.max(0, over) * waitStep);
}

/** A count as it stands, with this attempt in it. */
export interface Standing {
  readonly counted: Counted;
  readonly count: number;
  readonly endsAt: Instant;
}

function tooMany(endsAt: Instant): Decision<never> {
  // Rounded up, so that it has passed once a clock without seconds shows it.
  const minute = Math.ceil(millisecondsOf(endsAt) / 60_000) * 60_000;
  const sentence = `There were too many attempts. Wait until ${formatMoment(minute)}, then try again.`;
  return refuse('too-many-attempts', sentence);
}

/** Whether an attempt goes on, and after how many milliseconds; refused with the time from which it can. Pure. */
export function decideAttempt(standings: readonly Standing[]): Decision<{ readonly wait: number }> {
  const over = standings.filter(({ counted, count }) => count > counted.most);
  const refused = over.filter(({ counted }) => counted.beyond === 'refuse').map(({ endsAt }) => endsAt);
  const last = refused.sort().at(-1);
  if (last !== undefined) return tooMany(last);
  const waits = over.map(({ counted, count }) => waitFor(count - counted.most));
  return accept({ wait: Math.max(0, ...waits) });
}
