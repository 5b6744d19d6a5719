import type { PublishedOrganisation } from '../../../actions/suppliers/profileTypes.ts';
import { kindDefinitions } from '../../../domain/suppliers/index.ts';
import { dayText } from '../../components/words.ts';
import { exactPounds, numberWords } from '../suppliers/supplierWords.ts';
import { answerText, spanWords } from './profileView.ts';
import { totalOf, yearRows } from './spendRows.ts';
import { placesInWords } from './whoWords.ts';

function registeredSentence({ registered }: PublishedOrganisation): string {
  if (registered === null) return 'It is on no register in use, as far as is known.';
  const { name, identifier, category } = registered;
  const what = category === '' ? '' : ` Its register has it as “${category}”.`;
  return `It is ${name} (${numberWords(identifier)}).${what}`;
}

function paidSentence({ years }: PublishedOrganisation): string {
  if (years.length === 0) return 'Nothing that it was paid counts as spend.';
  const total = totalOf(years);
  if (total < 0) return `Its credits outweigh its payments by ${exactPounds(-total)} ${spanWords(years)}.`;
  return `It was paid ${exactPounds(total)} ${spanWords(years)}.`;
}

function whereSentence({ authorities }: PublishedOrganisation): readonly string[] {
  if (authorities.length === 0) return [];
  const may = authorities.length === 1 ? 'It lies' : 'As far as is known it lies';
  return [`${may} in ${placesInWords(authorities)}.`];
}

/** What may be published of a supplier that is an organisation, and what is left out. */
export function publicView(published: PublishedOrganisation) {
  const { name, names, supplierNumbers, answers, years, isSettled } = published;
  return {
    ...{ name, isSettled, names, supplierNumbers },
    lead: [registeredSentence(published), ...whereSentence(published), paidSentence(published)],
    years: yearRows(years),
    answers: answers.map(({ kind, answer, pointsTo, on }) => ({
      name: kindDefinitions[kind].name,
      publishedBy: kindDefinitions[kind].publishedBy,
      answer: answerText({ answer, pointsTo }),
      on: dayText(on),
    })),
  };
}
