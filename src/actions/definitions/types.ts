import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { FigurePair } from '../../domain/spend/figureChange.ts';
import type { SaidDefinition } from '../../domain/spend/ownDefinition.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';

export interface DefinitionInUse {
  readonly definition: LocalDefinition;
  readonly shipped: boolean;
  /** Whether it leads on the pages. */
  readonly leads: boolean;
  /** Older versions, newest first; empty for shipped ones. */
  readonly older: readonly {
    readonly definition: LocalDefinition;
    readonly savedAt: Instant;
    readonly note: string;
  }[];
  readonly savedAt: Instant | null;
  readonly note: string;
}

export type { SaidDefinition };

/** The figures of two definitions (or of two versions) over the same ledgers, year by year and ring by ring. */
export interface ComparedDefinitions {
  readonly before: LocalDefinition;
  readonly after: LocalDefinition;
  /** Null where a definition has no such ring or year. */
  readonly figures: readonly FigurePair[];
}

/** Everything the pages on definitions ask for. */
export interface DefinitionCalls {
  readonly all: () => Promise<readonly DefinitionInUse[]>;
  /** Scope classes that can be left out, with what they are called, and the built-in rings of home. */
  readonly parts: () => Promise<{
    readonly classes: readonly { readonly id: string; readonly label: string }[];
    readonly rings: readonly { readonly id: string; readonly name: string }[];
    /** What an ONS code is called; the code itself where it is not known. */
    readonly placeName: (code: string) => string;
  }>;
  /** Makes a new one, or with `id` a new version of an own one; refusals name the field in their code. */
  readonly save: (
    said: SaidDefinition,
    about: { readonly id: string | null; readonly copiedFrom: string | null },
  ) => Promise<Decision<LocalDefinition>>;
  /** Makes it the one that leads. */
  readonly lead: (id: string) => Promise<Decision<LocalDefinition>>;
  /** `id` or `id@version` of each. */
  readonly compare: (before: string, after: string) => Promise<Decision<ComparedDefinitions>>;
}
