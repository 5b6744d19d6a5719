// Invented organisations of a register and the names under which ledgers pay them, the same for the same seed.
import { seeded } from '../generator/lines.mjs';
import { vocabulary } from './vocabulary.mjs';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const letter = (next) => letters[next(26)];

/** Forms of names with how many in a hundred have them. */
function forms({ brand, family, place, trade, street }) {
  return [
    [29, (n) => `${brand(n)} ${trade(n)}`],
    [6, (n) => `${brand(n)} ${trade(n)} ${trade(n)}`],
    [8, (n) => `${family(n)} ${trade(n)}`],
    [2, (n) => `${family(n)} AND SONS ${trade(n)}`],
    [3, (n) => `${family(n)} ${family(n)} ${trade(n)}`],
    [5, (n) => `${place(n)} ${trade(n)}`],
    [3, (n) => `${brand(n)} ${place(n)} ${trade(n)}`],
    [7, (n) => `${brand(n)} ${brand(n)} ${trade(n)}`],
    [16, (n) => `${brand(n)} ${brand(n)}`],
    [6, (n) => `${letter(n)}${letter(n)}${n(2) ? letter(n) : ''} ${trade(n)}`],
    [3, (n) => `${1 + n(300)} ${place(n)} ${street(n)} MANAGEMENT`],
    [4, (n) => `${letter(n)} ${family(n)} ${trade(n)}`],
    [8, (n) => brand(n)],
  ].flatMap(([share, make]) => Array(share).fill(make));
}

const legalForms = ['LIMITED', 'LIMITED', 'LIMITED', 'LIMITED', 'LTD', 'LTD', 'LTD', 'LLP', 'PLC', 'C.I.C.'];

const withoutForm = (name) => name.slice(0, name.lastIndexOf(' '));

/** A maker of names as a register has them. As in a register, hardly any name is there twice: one in a hundred is. */
export function registerNames(seed, words = vocabulary(1)) {
  const next = seeded(seed);
  const made = forms(words);
  const taken = new Set();
  const untaken = () => {
    for (;;) {
      const name = made[next(100)](next);
      if (!taken.has(name) || next(100) === 0) return name;
    }
  };
  return () => {
    const name = untaken();
    taken.add(name);
    return `${name} ${legalForms[next(legalForms.length)]}`;
  };
}

function typo(name, next) {
  const at = 1 + next(Math.max(1, name.length - 2));
  const kind = next(4);
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1);
  if (kind === 1) return name.slice(0, at) + letter(next) + name.slice(at);
  if (kind === 2) return name.slice(0, at) + letter(next) + name.slice(at + 1);
  return (
    name.slice(0, at) +
    name
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join('') +
    name.slice(at + 2)
  );
}

function abbreviated(name, next) {
  const words = name.split(' ');
  const at = words.length - 1 - next(Math.max(1, words.length - 1));
  words[at] = words[at].slice(0, 3 + next(2));
  return words.join(' ');
}

function withoutWord(name, next) {
  const words = name.split(' ');
  if (words.length < 3) return `${name} UK`;
  words.splice(1 + next(words.length - 1), 1);
  return words.join(' ');
}

/** What ledgers do to a name, with how many in a hundred have it done. The first three change no key. */
const alterations = [
  [30, 'as registered', (name) => name],
  [22, 'legal form written otherwise', (name) => `${withoutForm(name)} Ltd.`],
  [19, 'legal form missing', (name) => withoutForm(name).toLowerCase()],
  [12, 'a typing error', (name, next) => typo(withoutForm(name), next)],
  [6, 'a word cut short', (name, next) => abbreviated(withoutForm(name), next)],
  [5, 'the end cut off', (name) => withoutForm(name).slice(0, Math.max(8, Math.floor(name.length * 0.6)))],
  [3, 'a word missing or added', (name, next) => withoutWord(withoutForm(name), next)],
  [3, 'two typing errors', (name, next) => typo(typo(withoutForm(name), next), next)],
].flatMap(([share, kind, alter]) => Array(share).fill({ kind, alter }));

/**
 * Names as ledgers have them: 85 of 100 are made from a row of the register, whose number is `truth`; the others are
 * invented anew, and `truth` is null. `kind` says what was done to the name.
 */
export function supplierNames({ seed, nameOf, rows }) {
  const next = seeded(seed);
  const stranger = registerNames(seed + 1, vocabulary(2));
  return () => {
    if (next(100) >= 85) return { name: stranger(), truth: null, kind: 'on no register' };
    const truth = Math.floor((next(65_536) * 65_536 + next(65_536)) % rows);
    const { kind, alter } = alterations[next(100)];
    return { name: alter(nameOf(truth), next), truth, kind };
  };
}
