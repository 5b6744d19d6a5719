import { type ScopeField, scopeDecisions } from '../../domain/spend/scope.ts';
import { isUsableNumber, payeeKind, supplierKey } from '../../domain/suppliers/index.ts';
import { type Postcode, parsePostcode } from '../../domain/values/index.ts';
import type { AnalysisParts } from './parts.ts';

/** Decides, once for each distinct text of the lines, who it names, where it points and whether a rule names it. */
export async function decideTexts({
  lake,
  vocabulary,
}: Pick<AnalysisParts, 'lake' | 'vocabulary'>): Promise<readonly Postcode[]> {
  const { scopeRules, payees } = vocabulary;
  const fields = [...new Set(scopeRules.map((rule): ScopeField => rule.field))];
  const texts = await lake.distinctTexts(fields);
  const postcodes = texts.postcode.flatMap((text) => {
    const postcode = parsePostcode(text);
    return postcode ? [{ text, postcode }] : [];
  });
  const suppliers = texts.supplier.map((text) => {
    const { kind } = payeeKind(text, vocabulary);
    return { text, kind, key: kind === 'named' ? supplierKey(text) : null };
  });
  const placeholders = payees.tokens.filter((token) => token.class !== 'named' && token.match === 'exact');
  const unusable = texts.oddNumber.filter((text) => !isUsableNumber(text, vocabulary));
  await lake.decide({
    placeholders: [...placeholders.map((token) => token.token), ...unusable].map((text) =>
      text.trim().toUpperCase(),
    ),
    suppliers,
    postcodes,
    scope: fields.flatMap((field) => scopeDecisions(field, texts[field], scopeRules)),
  });
  return [...new Set(postcodes.map((known) => known.postcode))].sort();
}
