import type { Analysis } from '../../../domain/spend/analysis.ts';
import { amountBasisText } from '../../components/words.ts';
import { referenceSentences } from './makingView.ts';

export interface AboutView {
  readonly definitions: readonly {
    readonly name: string;
    readonly used: boolean;
    readonly facts: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly references: readonly string[];
  readonly amountBasis: string;
  readonly product: string;
}

function ringNames(analysis: Analysis, definition: string): readonly string[] {
  const names = analysis.figures
    .filter((figure) => figure.definition === definition)
    .map((one) => one.ring.name);
  return [...new Set(names)];
}

function basisText(basis: string, fallback: boolean): string {
  const first = `${basis.charAt(0).toUpperCase()}${basis.slice(1)}`;
  const standIn = basis === 'ledger address' ? 'registered office' : 'ledger address';
  return fallback ? `${first}; the ${standIn} stands in where it is not known` : first;
}

/** What local means under each definition, and what the figures rest on. */
export function aboutView(analysis: Analysis): AboutView {
  return {
    definitions: analysis.definitions.map((one, index) => ({
      name: one.name,
      used: index === 0,
      facts: [
        { key: 'Local means', value: one.sentence },
        { key: 'Spend counted', value: one.scopeSentence },
        { key: 'Where a supplier is', value: basisText(one.basis, one.fallback) },
        { key: 'Boundaries', value: one.boundaries },
        { key: 'Places', value: ringNames(analysis, one.id).join('; ') || 'No figure under this definition' },
        { key: 'Name and version', value: `${one.id}, version ${one.version}` },
      ],
    })),
    references: referenceSentences(analysis),
    amountBasis: amountBasisText(analysis.amountBasis),
    product: `${analysis.product.name} ${analysis.product.version}`,
  };
}
