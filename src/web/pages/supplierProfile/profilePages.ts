import type { SupplierProfile } from '../../../actions/suppliers/profileTypes.ts';
import { publishedOf } from '../../../actions/suppliers/published.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { cut } from '../explore/filterWords.ts';
import { fileAnswer } from '../explore/tables.ts';
import { frame, type SuppliersSite, top } from '../suppliers/frame.ts';
import { type ProfileReader, profileAddress, profileCsvAddress } from './addresses.ts';
import { publishedTable, spendTable } from './profileTables.ts';
import { profileView } from './profileView.ts';
import { publicView } from './publicView.ts';

const longestTitle = 100;

/** For whom an address asks to see the page; null for a way to look that does not exist. */
function readerIn(query: URLSearchParams): ProfileReader | null {
  const view = query.get('view') ?? '';
  if (view === 'public') return 'public';
  return view === '' || view === 'internal' ? 'internal' : null;
}

interface AskedProfile {
  readonly profile: SupplierProfile;
  readonly reader: ProfileReader;
}

async function askedProfile(
  { suppliers }: SuppliersSite,
  { params, query }: Asked,
): Promise<AskedProfile | null> {
  const reader = readerIn(query);
  const profile = reader === null ? null : await suppliers.profile(params.payee ?? '');
  return reader === null || profile === null ? null : { profile, reader };
}

/** The two ways to look at a supplier, the one at hand marked. */
function waysOf(payee: string, reader: ProfileReader) {
  return [
    { text: 'For us', href: profileAddress(payee), current: reader === 'internal' },
    { text: 'What may be published', href: profileAddress(payee, 'public'), current: reader === 'public' },
  ];
}

function internalPage(site: SuppliersSite, profile: SupplierProfile): Answer {
  const view = profileView(profile);
  return page(
    render('pages/supplierProfile/profile.njk', {
      ...frame(site, cut(profile.name, longestTitle), [top]),
      ...{ view, ways: waysOf(profile.payee, 'internal') },
    }),
  );
}

/** Made of nothing but what may be published; of a person nothing is shown. */
function publicPage(site: SuppliersSite, profile: SupplierProfile): Answer {
  const published = publishedOf(profile);
  const ways = waysOf(profile.payee, 'public');
  if (published.kind === 'person') {
    const title = 'Nothing about this supplier may be published';
    return page(render('pages/supplierProfile/person.njk', { ...frame(site, title, [top]), title, ways }));
  }
  const title = `${cut(published.name, longestTitle)}: what may be published`;
  const csv = profileCsvAddress(profile.payee, 'public');
  return page(
    render('pages/supplierProfile/public.njk', {
      ...frame(site, title, [top]),
      ...{ view: publicView(published), ways, csv },
    }),
  );
}

/** `/suppliers/:payee`: everything known about one supplier, or what may be published of it. */
export async function showProfile(site: SuppliersSite, asked: Asked): Promise<Answer> {
  const found = await askedProfile(site, asked);
  if (found === null) return missing;
  return found.reader === 'public' ? publicPage(site, found.profile) : internalPage(site, found.profile);
}

/** What one supplier was paid, as a file; there is none of a person for everybody. */
export async function profileCsv(site: SuppliersSite, asked: Asked): Promise<Answer> {
  const found = await askedProfile(site, asked);
  if (found === null) return missing;
  if (found.reader === 'internal') return fileAnswer(spendTable(found.profile), 'csv');
  const published = publishedOf(found.profile);
  return published.kind === 'person' ? missing : fileAnswer(publishedTable(published), 'csv');
}
