import { Command } from 'commander';
import { type KeptDecision, type Speaking, sayRefused } from './storeParts.ts';

export interface ErasePersonParts extends Speaking {
  /** Erases whoever has the address; refused in words where that is not possible. */
  readonly erase: (email: string) => KeptDecision<string>;
}

/** `sevenbox erase-person EMAIL`: a person, and everything that leads to them. Exit code 1 when refused. */
export function erasePersonCommand(parts: ErasePersonParts): Command {
  return new Command('erase-person')
    .description('Erase a person who asks for it: name, email address, ways to sign in and memberships')
    .argument('<email>', 'the address they sign in with')
    .action(async (email: string) => {
      const erased = await parts.erase(email);
      if (!erased.ok) return sayRefused(parts, erased.refusals);
      parts.talk(
        `Erased. The audit chains keep the id ${erased.value.value}, which names nobody any more. Backups made before still hold the person.\n`,
      );
    });
}
