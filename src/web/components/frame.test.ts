import { describe, expect, it } from 'vitest';
import { organisationId } from '../../../test/support/records.ts';
import { nobodyHere, somebodyUnknown, visitorAs } from '../../../test/support/visitors.ts';
import { visitorOf } from '../../actions/access/entering.ts';
import { roles } from '../../domain/organisations/index.ts';
import { type PageVisitor, siteFrame, siteNavigation } from './frame.ts';

const menuOf = (visitor: PageVisitor) => siteNavigation(visitor, null).map(({ text }) => text);

describe('the menu', () => {
  it('shows whoever has not signed in the demonstration alone', () => {
    expect(menuOf(somebodyUnknown)).toEqual(['Demonstration']);
    expect(menuOf(nobodyHere)).toEqual(['Demonstration']);
  });

  it('shows everybody only what their roles open', () => {
    expect(menuOf(visitorAs(roles))).toEqual([
      ...['Spend', 'Suppliers', 'Measures', 'Tenders', 'Commitments', 'Ledgers', 'Definitions'],
      ...['Reference data', 'Evidence', 'People', 'Organisation', 'Audit'],
    ]);
    expect(menuOf(visitorAs(['administrator']))).not.toContain('Audit');
    expect(menuOf(visitorAs(['spend-analyst']))).not.toContain('People');
    expect(menuOf(visitorAs(['verifier']))).toEqual(['Evidence', 'Organisation']);
    expect(menuOf(visitorAs(['bidder']))).toEqual(['Organisation']);
  });

  it('shows nothing of an organisation to whoever belongs to none', () => {
    const { signedIn } = visitorAs(['administrator']);
    if (signedIn === null) throw new Error('Somebody is signed in.');
    expect(menuOf(visitorOf(signedIn, []))).toEqual([]);
  });

  it('has the demonstration where everybody is invented', () => {
    expect(menuOf({ ...visitorAs(['verifier']), demo: true })).toContain('Demonstration');
  });

  it('marks the part that is looked at', () => {
    const marked = siteNavigation(visitorAs(['auditor']), 'audit').filter(({ current }) => current);
    expect(marked).toEqual([{ text: 'Audit', href: '/audit', current: true }]);
  });
});

describe('the head of a page', () => {
  const page = { pageTitle: 'A page', section: null };

  it('says who is signed in and where, and whether they can go elsewhere', () => {
    const { head } = siteFrame({ ...page, visitor: visitorAs(['auditor']) });
    expect(head).toEqual({ organisation: 'Kirkvale Council', several: false, person: 'Ada Fernsby' });
    const other = { organisation: organisationId(2), name: 'Otherford', kind: 'anchor', roles: [] } as const;
    const visitor = visitorAs(['auditor'], { others: [other] });
    expect(siteFrame({ ...page, visitor }).head?.several).toBe(true);
  });

  it('offers an action only to whoever may do it', () => {
    const { may } = siteFrame({ ...page, visitor: visitorAs(['auditor']) });
    expect([may?.('imports.ledgers'), may?.('imports.add')]).toEqual([true, false]);
  });

  it('is not there where nobody knows who is looking', () => {
    const frame = siteFrame(page);
    expect([frame.head, frame.may, frame.navigation]).toEqual([undefined, undefined, []]);
  });
});
