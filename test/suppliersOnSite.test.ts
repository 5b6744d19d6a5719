import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewQueue, SaidDecision } from '../src/actions/suppliers/types.ts';
import { shippedDefinitions } from '../src/formats/readDefinitions.ts';
import { withAnalysis } from './support/analyse.ts';
import { checkBundle } from './support/bundle.ts';
import { acceptedOf, refusalOf } from './support/records.ts';
import { openSupplierSite, queueIn, type SupplierSite } from './support/supplierSite.ts';

const header =
  'Payment date,Supplier,Supplier number,Net Amount,Postcode,Procurement category,Company number';
const ledger = [
  header,
  '13/04/2025,Hebbleden Support Svcs,0038114,9000.00,,Adult social care,',
  '13/05/2025,HEBBLEDEN SUPPORT SERVICES,0038114,-200.00,,Adult social care,',
  '14/05/2025,Norcastle Property Management Ltd,0001,5000.00,,Property,',
  '15/05/2025,Hallcroft Ltd,0002,3000.00,,Cleaning,',
  '16/05/2025,Invented Joinery Ltd,0003,7000.00,HD1 2TT,Works,',
  '17/05/2025,Away Paving Ltd,0004,6000.00,LS1 1UR,Works,',
  '18/05/2025,Unheard-of Trader,0005,1000.00,,Works,',
  '19/05/2025,REDACTED PERSONAL DATA,,500.00,,Care,',
].join('\n');
const register = [
  'org_id,name,postcode,status,previous name',
  'GB-COH-99417722,Hebbleden Support Services Ltd,HD1 2TT,Active,Hebbleden Home Support Ltd',
  'GB-COH-99006318,Hebbleden Support Services (North West) CIC,OL1 1AA,Active,',
  'GB-COH-99000001,Norcastle Property Management Ltd,LS1 1UR,Active,',
  'GB-COH-99000002,Hallcroft Ltd,HD1 2TT,Active,',
  'GB-COH-99000003,Hallcroft Limited,LS1 1UR,Active,',
].join('\n');

const none: SaidDecision = { choice: 'none', identifier: '', deliveryPostcode: '', number: '', reason: '' };
const said = (more: Partial<SaidDecision>): SaidDecision => ({ ...none, ...more });
const namesOf = ({ rows }: ReviewQueue) => rows.map(({ name }) => name);

let site: SupplierSite;
beforeAll(async () => {
  site = await openSupplierSite();
  await site.take({ 'ledger.csv': ledger });
}, 300_000);
afterAll(() => site.close());

async function find(name: string): Promise<string> {
  const found = (await queueIn(site.asked().suppliers)).rows.find((row) => row.name.startsWith(name));
  if (!found) throw new Error(`${name} is in the queue.`);
  return found.payee;
}

const figureOf = async () => (await queueIn(site.asked().suppliers)).figure;

describe('reviewing suppliers', () => {
  it('without any register everybody who has no address waits, by pounds at risk', async () => {
    const queue = await queueIn(site.asked().suppliers);
    expect(queue).toMatchObject({ year: '2025/26', editions: [], decided: 0, unreviewablePence: 50_000 });
    expect(queue.rows.map(({ finding }) => finding)).toEqual([null, null, null, null]);
    expect(queue.rows.map(({ pence }) => pence)).toEqual([880_000, 500_000, 300_000, 100_000]);
    expect(refusalOf(await site.asked().suppliers.match()).sentence).toMatch(/No register .* added yet/);
  });

  it('a register places whom it knows, and leaves the others for a person', async () => {
    const before = await figureOf();
    await site.addRegister('register', 'invented-register-2026-11.csv', register);
    const queue = await queueIn(site.asked().suppliers);
    expect(namesOf(queue)).not.toContain('Norcastle Property Management Ltd');
    expect(queue.figure.elsewherePence).toBe(before.elsewherePence + 500_000);
    expect(queue.rows.find(({ name }) => name === 'Hallcroft Ltd')?.finding).toBe('ambiguous');
    expect(queue.editions).toEqual([expect.stringContaining('invented-register')]);
    expect(queue.plan?.widthNow).toBeGreaterThan(queue.plan?.widthAfter ?? 1);
  });

  it('an analysis without a site has the same figures, from the same registers', async () => {
    const folder = join(site.home, 'same-ledger');
    mkdirSync(folder);
    writeFileSync(join(folder, 'ledger.csv'), ledger);
    const onSite = await site.asked().explore.analysis(null);
    const [definition] = shippedDefinitions();
    await withAnalysis({ paths: [folder], stateFolder: site.home }, async ({ analysis, bundle }) => {
      expect(analysis.figures).toEqual(onSite?.figures);
      expect(analysis.references).toEqual(onSite?.references);
      expect(analysis.references.map(({ source }) => source)).toContain('invented-register-2026-11.csv');
      expect(analysis.unknownSuppliers.map(({ name }) => name)).not.toContain(
        'Norcastle Property Management Ltd',
      );
      if (definition) await bundle(join(folder, 'bundle'), definition);
    });
    expect(await checkBundle(join(folder, 'bundle'))).toBeGreaterThan(0);
  });

  it('a case shows who it may be, and what speaks for and against', async () => {
    const found = await site.asked().suppliers.reviewCase(await find('Hallcroft'), null);
    expect(found?.candidates.map(({ entity }) => entity.identifier).toSorted()).toEqual([
      'GB-COH-99000002',
      'GB-COH-99000003',
    ]);
    expect(found?.candidates.map(({ places }) => places[0]).toSorted()).toEqual(['Kirklees', 'Leeds']);
    expect(found).toMatchObject({ payments: 1, paidFor: ['Cleaning'], decision: null });
    expect(await site.asked().suppliers.reviewCase('nobody', null)).toBeNull();
  });

  it('a decision places it, tells the next page at once, and undoing it restores every figure', async () => {
    const [before, payee] = [await figureOf(), await find('Hallcroft')];
    const decided = acceptedOf(
      await site
        .asked()
        .suppliers.decide(payee, said({ choice: 'entity:GB-COH-99000002', reason: 'Invoice.' })),
    );
    const after = await queueIn(site.asked().suppliers);
    expect(namesOf(after)).not.toContain('Hallcroft Ltd');
    expect(after.figure.localPence).toBe(before.localPence + 300_000);
    expect(after.decided).toBe(1);
    const again = await site.asked().suppliers.reviewCase(payee, null);
    expect(again?.decision).toMatchObject({ id: decided, reason: 'Invoice.', decidedByName: 'Ada Fernsby' });
    expect((await site.asked().suppliers.lastOwn())?.id).toBe(decided);
    acceptedOf(await site.asked().suppliers.undo(decided));
    expect(await figureOf()).toEqual(before);
    expect(refusalOf(await site.asked().suppliers.undo(decided)).code).toBe('decision-undone');
    expect(await site.asked().suppliers.lastOwn()).toBeNull();
  });

  it('a bundle of the figures recomputes what a decision placed', async () => {
    const payee = await find('Hallcroft');
    const decided = acceptedOf(
      await site.asked().suppliers.decide(payee, said({ choice: 'entity:GB-COH-99000002' })),
    );
    const bundle = await site.asked().explore.bundle(null);
    const folder = dirname(bundle?.files[0]?.path ?? '');
    expect(await checkBundle(folder)).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'places.csv'), 'utf8')).toMatch(/reviewed decision[\s\S]*register/);
    await bundle?.remove();
    acceptedOf(await site.asked().suppliers.undo(decided));
  });

  it('several are answered at once, but not as one organisation', async () => {
    const payees = [await find('Hallcroft'), await find('Unheard')];
    const { suppliers } = site.asked();
    expect(
      refusalOf(await suppliers.decideMany(payees, said({ choice: 'entity:GB-COH-99000002' }))).code,
    ).toBe('choice');
    expect(refusalOf(await suppliers.decideMany([], none)).code).toBe('payees');
    expect(acceptedOf(await site.asked().suppliers.decideMany([...payees, 'nobody'], none))).toBe(2);
    expect((await queueIn(site.asked().suppliers)).decided).toBe(2);
    const list = await site.asked().suppliers.decisions();
    for (const { decision } of list.filter((one) => one.decision.undoneAt === null)) {
      acceptedOf(await site.asked().suppliers.undo(decision.id));
    }
  });

  it('refuses what is no answer, and whoever is on no register', async () => {
    const payee = await find('Hallcroft');
    const { suppliers } = site.asked();
    expect(refusalOf(await suppliers.decide(payee, said({ choice: '' }))).code).toBe('choice');
    expect(refusalOf(await suppliers.decide(payee, said({ choice: 'entity:GB-COH-1' }))).code).toBe('choice');
    expect(refusalOf(await suppliers.decide('nobody', none)).code).toBe('supplier-unknown');
  });

  it('a dictionary carries decisions to another organisation and back, without amounts', async () => {
    const payee = await find('Hallcroft');
    acceptedOf(
      await site
        .asked()
        .suppliers.decide(payee, said({ choice: 'entity:GB-COH-99000002', reason: 'Secret.' })),
    );
    const file = await site.asked().suppliers.dictionary();
    expect(file).toContain('Hallcroft Ltd,linked,GB-COH-99000002,,2026-');
    expect(file).not.toMatch(/Secret|3000|0002,linked/);
    const other = await openSupplierSite();
    try {
      await other.take({ 'ledger.csv': ledger });
      const taken = acceptedOf(await other.asked().suppliers.takeDictionary(file));
      expect(taken).toEqual({ added: 1, same: 0, different: [], unknown: ['GB-COH-99000002'] });
      expect(acceptedOf(await other.asked().suppliers.takeDictionary(file))).toMatchObject({
        added: 0,
        same: 1,
      });
      expect(refusalOf(await other.asked().suppliers.takeDictionary('a,b\n1,2')).code).toBe('dictionary');
    } finally {
      await other.close();
    }
  }, 120_000);

  it('a new month asks only about names that are new, and decisions hold for it', async () => {
    await site.take({
      'june.csv': [
        header,
        '13/06/2025,Hallcroft Ltd,,100.00,,Cleaning,',
        '14/06/2025,Norcastle Property Management Limited,,50.00,,Property,',
      ].join('\n'),
    });
    const queue = await queueIn(site.asked().suppliers);
    expect(namesOf(queue)).toEqual(
      expect.not.arrayContaining(['Hallcroft Ltd', 'Norcastle Property Management Limited']),
    );
  }, 120_000);

  it('a newer edition that contradicts a decision is told with the day, and changes no decision', async () => {
    const newer = register
      .replace('previous name', 'previous name,dissolved on')
      .replace(
        '99000002,Hallcroft Ltd,HD1 2TT,Active,',
        '99000002,Hallcroft Ltd,HD1 2TT,Dissolved,,01/06/2025',
      );
    await site.addRegister('register', 'invented-register-2026-12.csv', newer);
    const [first] = (await site.asked().suppliers.decisions()).filter(({ decision }) => !decision.undoneAt);
    expect(first?.contradiction).toBe(
      'Hallcroft Ltd ended on 1 June 2025, before the payment of 13 June 2025.',
    );
    expect(first?.decision.outcome).toMatchObject({ identifier: 'GB-COH-99000002' });
  }, 120_000);
});
