// Writes an invented register in the layout of BasicCompanyData, as the zip that Companies House publishes.
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { seeded } from '../generator/lines.mjs';
import { registerNames } from '../matchingSpeed/names.mjs';

const previousHeader = Array.from({ length: 10 }, (_, index) => index + 1)
  .map((number) => `PreviousName_${number}.CONDATE, PreviousName_${number}.CompanyName`)
  .join(',');
const header = `CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1, RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,Accounts.LastMadeUpDate,Accounts.AccountCategory,Returns.NextDueDate,Returns.LastMadeUpDate,Mortgages.NumMortCharges,Mortgages.NumMortOutstanding,Mortgages.NumMortPartSatisfied,Mortgages.NumMortSatisfied,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,SICCode.SicText_4,LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI,${previousHeader},ConfStmtNextDueDate, ConfStmtLastMadeUpDate\n`;

const towns = ['HUDDERSFIELD', 'DEWSBURY', 'BATLEY', 'MIRFIELD', 'LEEDS', 'WAKEFIELD', 'HALIFAX', 'BRADFORD'];
const accounts = [
  'MICRO ENTITY',
  'NO ACCOUNTS FILED',
  'TOTAL EXEMPTION FULL',
  'DORMANT',
  'UNAUDITED ABRIDGED',
];
const trades = [
  '43320 - Joinery installation',
  '81210 - General cleaning of buildings',
  '62020 - Information technology consultancy activities',
  '68209 - Other letting and operating of own or leased real estate',
  '88100 - Social work activities without accommodation for the elderly and disabled',
];

const two = (number) => String(number).padStart(2, '0');
const dayOf = (next, from, years) => `${two(1 + next(28))}/${two(1 + next(12))}/${from + next(years)}`;

/** One company; nine in a hundred had another name before. */
function companyLine(next, name, former, number) {
  const cells = Array(55).fill('');
  const of = (list) => list[next(list.length)];
  cells[0] = name;
  cells[1] = String(number).padStart(8, '0');
  cells[4] = `${1 + next(300)} INVENTED STREET`;
  cells[6] = of(towns);
  cells[8] = 'ENGLAND';
  cells[9] = `ZZ${1 + next(99)} ${next(10)}${'ABDEFGHJLN'[next(10)]}${'PQRSTUWXYZ'[next(10)]}`;
  cells[10] = next(100) < 92 ? 'Private Limited Company' : 'Limited Liability Partnership';
  cells[11] = next(100) < 92 ? 'Active' : 'Active - Proposal to Strike off';
  cells[12] = 'United Kingdom';
  cells[14] = dayOf(next, 1985, 41);
  cells[15] = '31';
  cells[16] = String(1 + next(12));
  cells[17] = dayOf(next, 2026, 2);
  cells[18] = dayOf(next, 2024, 2);
  cells[19] = of(accounts);
  for (const at of [22, 23, 24, 25, 30, 31]) cells[at] = '0';
  cells[26] = of(trades);
  cells[32] = `http://business.data.gov.uk/id/company/${cells[1]}`;
  if (next(100) < 9) [cells[33], cells[34]] = [dayOf(next, 1995, 30), former];
  [cells[53], cells[54]] = [dayOf(next, 2026, 2), dayOf(next, 2025, 1)];
  return `"${cells.join('","')}"\n`;
}

function* blocks(companies) {
  const next = seeded(41);
  const nameOf = registerNames(17);
  let former = 'FIRST FORMER LIMITED';
  yield header;
  for (let done = 0; done < companies; ) {
    let block = '';
    for (; block.length < 1_000_000 && done < companies; done += 1) {
      const name = nameOf();
      block += companyLine(next, name, former, (done * 48_271) % 99_999_989);
      former = name.replace(/ \S+$/, ' OLD LIMITED');
    }
    yield Buffer.from(block);
  }
}

/** The path of a register with so many invented companies, which is made when it is not there. */
export async function companyRegister(folder, companies) {
  const path = join(folder, `BasicCompanyDataAsOneFile-2026-11-01-of-${companies}.zip`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const zip = new ZipFile();
  zip.addReadStream(Readable.from(blocks(companies)), 'BasicCompanyDataAsOneFile-2026-11-01.csv');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${path}.part`));
  renameSync(`${path}.part`, path);
  return path;
}
