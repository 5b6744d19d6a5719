import { describe, expect, it } from 'vitest';
import { rolesOf, tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { decideMapping } from './index.ts';

const vocabulary = readVocabulary();

function decide(lines: readonly string[], name = 'ledger.csv') {
  return decideMapping(tableSample(name, lines), vocabulary);
}

describe('headers that public bodies really use', () => {
  it('Leeds: the name of the body before its address; detail before broad category', () => {
    const decision = decide([
      'Body|BodyName|ServiceLabel|ServiceDivisionLabel|ExpenditureCategory|DetailedExpenditureType|DetailedExpenditureCode|DatePaid|TransactionNumber| NetAmount |CapitalOrRevenue|SupplierName',
      'http://example.org/00DA|Example City Council|Adult Social Care|Support|Supplies and Services|Computers|214|13-Nov-2012|1211-00001| 1,765.00 |R|Exampleton Comms Limited',
      'http://example.org/00DA|Example City Council|Libraries|Arts|Supplies and Services|Furniture|203|15-Nov-2012|1211-00003| 5,616.65 |R|Imaginary Furniture',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'NetAmount',
      date: 'DatePaid',
      supplier: 'SupplierName',
      body: 'BodyName',
      category: 'DetailedExpenditureType',
      categoryCode: 'DetailedExpenditureCode',
      department: 'ServiceLabel',
      documentNumber: 'TransactionNumber',
    });
    expect(decision.mapping?.amountBasis).toBe('net');
    expect(decision.questions).toEqual([]);
    expect(decision.warnings).toEqual([]);
    expect(decision.columns[1]).toMatchObject({ role: 'body', why: 'The header says the body that pays.' });
  });

  it('Leeds, December 2010: body name first, 17 columns of padding, trailing spaces', () => {
    const decision = decide([
      'Body name|Body|Service label|Service divison label|Expenditure category|Detailed expenses type|Detailed expense code|Date paid|Transaction number|Net amount|Capital or revenue|Supplier name ||||',
      'Example City Council|http://example.org|Central|Trading|Supplies|Materials|205|24/12/2010|1012-00001|1616.23 |R|EXAMPLETON ELECTRICAL||||',
    ]);
    expect(rolesOf(decision)).toMatchObject({
      supplier: 'Supplier name',
      category: 'Detailed expenses type',
    });
  });

  it('Bradford: one amount that does not say net or gross is read with a warning', () => {
    const decision = decide([
      'Organisational Unit|Payment Date|Amount|Beneficiary Name',
      'Policy|2013-04-26|825.00|Imaginary Destinations',
    ]);
    expect(decision.mapping?.amountBasis).toBe('not stated');
    expect(decision.warnings.map(({ code }) => code)).toEqual(['amount-basis-not-stated']);
  });

  it('Bradford: supplier number, code and label', () => {
    const decision = decide([
      'Service Code|Service Label|Expenditure code|Expenditure category|Payment date|Transaction Number|Net Amount|Supplier Number|Supplier Name',
      '1034|Policy|21110|Marketing Services|2017-12-07|6101561843|1125.00|ONETIME|Exampleton Media Ltd',
      '|Policy|21110|Marketing Services|2017-12-12|6101561831|1290.00|116868|Imaginary Print',
    ]);
    expect(rolesOf(decision)).toMatchObject({
      supplierNumber: 'Supplier Number',
      categoryCode: 'Expenditure code',
      category: 'Expenditure category',
    });
  });

  it('Calderdale: VAT that is N/A is not mapped, the internal reference is the document', () => {
    const header =
      "Body|Organisation Name|Date|Internal Ref Number|Invoice Number|Net Amount|Irrecoverable VAT|Supplier(Beneficiary) Name|Supplier Registered Company Number|Supplier Registered Charity Number|Supplier ID|VAT Registration Number|Expense Area|Procurement Classification: Council's Procurement Category Name|Expense Code|BVACOP|Proclass|Extended Description|Source|Subsource|Definition|Purpose of Spend (Summary)";
    const decision = decide([
      header,
      'http://example.org|The Borough of Example|2018-04-12|27974947|FE3455|7083.30|N/A|Exampleton Entertainment Ltd|01234567||S178213|123456789|Communities (obsolete)|Services|12439633||||IV|AP|Accounts|Payment of invoices',
      'http://example.org|The Borough of Example|2018-04-19|28018821|3054353|-100.00|N/A|2018:04D  Dementia|||Personal Budgets||Adults|Services|56HL4480||||IV|AP|Accounts|Payment of invoices',
    ]);
    expect(rolesOf(decision)).toEqual({
      body: 'Organisation Name',
      amount: 'Net Amount',
      date: 'Date',
      supplier: 'Supplier(Beneficiary) Name',
      supplierNumber: 'Supplier ID',
      companyNumber: 'Supplier Registered Company Number',
      category: "Procurement Classification: Council's Procurement Category Name",
      categoryCode: 'Expense Code',
      department: 'Expense Area',
      purpose: 'Purpose of Spend (Summary)',
      documentNumber: 'Internal Ref Number',
    });
    expect(decision.columns[11]?.why).toBe('It is a VAT registration number and not VAT.');
  });

  it('Calderdale cards', () => {
    const decision = decide([
      'Body|Organistion Name|Transaction Date|Transaction number|Supplier Name|Net Amount|Merchant Category|Merchant Category Group|Expense Area|Expense Type|Expense Code',
      'http://example.org|The Borough of Example|2018-01-12|83344|EXAMPLETON TOOL & FIXING|35.37|Hardware Stores|Building Materials|Housing|Equipment|52164022',
    ]);
    expect(rolesOf(decision)).toMatchObject({
      supplier: 'Supplier Name',
      category: 'Merchant Category',
      date: 'Transaction Date',
    });
  });

  it('Wakefield: payment date before effective date; one placeholder for every supplier is no number', () => {
    const decision = decide([
      'Organisation Name|Organisation Code|Effective Date|Directorate|Service (Sercop)|Sercop URI|Supplier Name|Supplier ID|Company Registration|Charity Registration|VCSE Grant|Payment Date|Transaction Number|Seq No|Net Amount|Irrecoverable VAT|Purpose of Spend|Type|Procurement Classification|Class Code|Procurement Classification|Class Code|Thomson Classification|Thomson Desc.|Contract',
      'Example MDC|E08000036|2016-09-30|CHILDYOU|4|Education|EXAMPLETON EDUCATION LTD|Redacted|7525547|Not yet available|Not yet available|2016-07-22|23107837|1|1040.00|Nil|School Improvement|Revenue|Children|CAT05|Education & Careers|SUBCAT0502|Educational Services|29360|Not yet available',
      'Example MDC|E08000036|2016-09-30|ADULTS|7|Adult Social Care|IMAGINARY ALARMS|Redacted|Not yet available|Not yet available|Not yet available|2016-07-07|23091829|1|1143.26|Nil|Adaptations|Revenue|Adult Services|CAT04|To Be Classified|SUBCATTBC|Equipment|50348|Not yet available',
    ]);
    expect(rolesOf(decision)).toEqual({
      body: 'Organisation Name',
      amount: 'Net Amount',
      date: 'Payment Date',
      supplier: 'Supplier Name',
      companyNumber: 'Company Registration',
      category: 'Procurement Classification#19',
      categoryCode: 'Class Code#20',
      department: 'Directorate',
      purpose: 'Purpose of Spend',
      documentNumber: 'Transaction Number',
    });
  });

  it('Harrogate: two columns of one name are told apart by their values', () => {
    const decision = decide([
      'Body Name|Expenditure Category|Capital/ Revenue|Service Label|Service Code|Expenditure Code|Expenditure Code|Payment Date|Supplier Name|Supplier Name|Transaction No.|Net Amount|Narrative',
      'Example Council|Employees|R|Community|Property|19|Temporary Staff|2021-09-22|226559|EXAMPLETON SELECT LIMITED|3635263|424|Temporary Staff',
      'Example Council|Premises|R|Community|Property|20|Repairs|2021-09-23|226560|IMAGINARY REPAIRS|3635264|469|Repairs',
    ]);
    expect(rolesOf(decision)).toMatchObject({
      supplierNumber: 'Supplier Name#9',
      supplier: 'Supplier Name#10',
      categoryCode: 'Expenditure Code#6',
      category: 'Expenditure Category',
    });
  });

  it.each([
    ['(T) marks the text', 'Supplier Name|Supplier Name(T)|Payment date|Net Amount'],
    ['either way round', 'Supplier Name(T)|Supplier Name|Payment date|Net Amount'],
  ])('Harrogate: %s', (_, header) => {
    const swapped = header.startsWith('Supplier Name(T)');
    const cells = swapped ? 'IMAGINARY LTD|204632' : '204632|IMAGINARY LTD';
    const decision = decide([header, `${cells}|2021-12-08|384.13`]);
    expect(rolesOf(decision).supplier).toBe('Supplier Name(T)');
    expect(rolesOf(decision).supplierNumber).toBe('Supplier Name');
  });

  it.each(['Net Amount(£)', 'Net Amount(\u0153)', 'Net Amount (£)', '\u00ef\u00bb\u00bfNet Amount(£)'])(
    'Hyndburn: %s is a net amount',
    (amount) => {
      const decision = decide([
        `+|Account Detail|Description|HBC ref no|Name|Payment date|${amount}|RecId`,
        'REFUSE|REPAIRS|GREY BINS|B000022604/60432|EXAMPLETON UK LTD|05-Oct-21|540|',
        'PARKS|WEEDKILLING|TREATMENT|B000022604/7357|IMAGINARY SERVICES LTD|05-Oct-21|£1,240.00|',
      ]);
      expect(rolesOf(decision)).toMatchObject({ supplier: 'Name', documentNumber: 'HBC ref no' });
      expect(decision.mapping).toMatchObject({ amount: 6, amountBasis: 'net' });
    },
  );

  it('Hyndburn: the wide printed layout with empty columns between', () => {
    const decision = decide([
      'Department Area||Service Area||Description|||Line||HBC Ref No.||Name:  |||Payment Date||Amount Paid',
      'REGN - Regeneration||FAF - Housing||Job Listing|||1||CRINV0006991||Exampleton Risk|||04/02/2025||2,018.40',
      'LEGL - Legal||DAG - Elections||Printing|||1||CRINV0007320||Imaginary Elections|||14/02/2025||1,466.37',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'Amount Paid',
      date: 'Payment Date',
      supplier: 'Name:',
      department: 'Department Area',
      purpose: 'Description',
      documentNumber: 'HBC Ref No.',
    });
  });

  it('Hyndburn: no header at all', () => {
    const decision = decide([
      'ENVS - Services||CAA - Maintenance||Programme Director|||1||CRINV0009515||Exampleton Bucknall Uk Ltd|||03/04/2025||"4,072.51'.replace(
        '"',
        '',
      ),
      'ENVS - Services||CAA - Maintenance||Programme Deputy|||2||CRINV0009516||Imaginary Recruitment Ltd|||23/04/2025||4,072.50',
      'LEGL - Legal||DAB - Resources||standard listing|||3||CRINV0009520||Jobs Exampleton Ltd|||03/04/2025||720.00',
    ]);
    expect(decision.header.record).toBe(-1);
    expect(rolesOf(decision)).toEqual({
      amount: '#17',
      date: '#15',
      supplier: '#12',
      department: '#1',
      purpose: '#5',
      documentNumber: '#10',
    });
  });
});
