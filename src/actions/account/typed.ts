import { checkPassword, type PasswordKnowledge, passwordForm } from '../../domain/organisations/index.ts';
import { accept, type Decision, parseEmailAddress, type Refusal, refuse } from '../../domain/values/index.ts';

const longestName = 100;

/** The name of a person as it is typed, on one line and without what cannot be seen. */
export function typedName(typed: string): Decision<string> {
  const name = typed.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (name === '') return refuse('person:name', 'Enter your name');
  return [...name].length > longestName
    ? refuse('person:name', `A name has at most ${longestName} characters.`)
    : accept(name);
}

/** The one plain address that is typed, in small letters. */
export function typedEmail(typed: string): Decision<string> {
  const email = parseEmailAddress(typed.trim().toLowerCase());
  return email === undefined
    ? refuse('person:email', 'Enter an email address, like name@example.org')
    : accept(email);
}

/** A new password in the form that is hashed; refused where others would guess it. */
export function typedPassword(typed: string, known: PasswordKnowledge): Decision<string> {
  if (typed === '') return refuse('password:missing', 'Enter a password');
  const checked = checkPassword(typed, known);
  return checked.ok ? accept(passwordForm(typed)) : checked;
}

/** What is wrong in several fields at once. */
export function refusalsOf(decisions: readonly Decision<unknown>[]): readonly Refusal[] {
  return decisions.flatMap((decision) => (decision.ok ? [] : decision.refusals));
}
