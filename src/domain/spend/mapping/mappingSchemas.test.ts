import { describe, expect, it } from 'vitest';
import { rolesOf, tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { decideMapping } from './index.ts';

const vocabulary = readVocabulary();

function decide(lines: readonly string[], name = 'ledger.csv') {
  return decideMapping(tableSample(name, lines), vocabulary);
}

describe('headers of national schemas, health bodies and SAP', () => {
  it('Lancashire Fire: serial dates', () => {
    const decision = decide([
      'Transaction Number|Date|Expenditure Category|Supplier Name|Supplier Classification|Amount',
      '107639310|44652|Residential Training|Exampleton Centre|Training|7740',
      '6002012|45078.041666666664|Repair|imaginary services ltd|Works|794',
    ]);
    expect(rolesOf(decision)).toMatchObject({
      date: 'Date',
      category: 'Expenditure Category',
      amount: 'Amount',
    });
  });

  it('NHS: the department family pays; their reference stands in for a number', () => {
    const decision = decide([
      'Department Family|Entity|Date Paid|Expense Type |Expense Area|Supplier Name|Their Reference|amount',
      'Department of Health|Example Trust|02/02/2021|Agency Nurse|Site|Exampleton Care Ltd|CH1048A|75,532.73',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'amount',
      date: 'Date Paid',
      supplier: 'Supplier Name',
      body: 'Entity',
      category: 'Expense Type',
      department: 'Expense Area',
      documentNumber: 'Their Reference',
    });
  });

  it('Royal Free: neither accounting year nor period is the date', () => {
    const decision = decide(
      [
        'Dept Family|Organisation Name|Accounting Year|Period|Date|Transaction Number|Supplier|VAT Registration Number|Expense Area|Expense type|Amount',
        'Department of Health|Example Trust|2020|1|03/04/2020|1344739|Exampleton Analytics Llp|223219932|Lab|Tests|39,600.00',
      ],
      'ROYF_01-03_-_April_-_June.csv',
    );
    expect(rolesOf(decision)).toMatchObject({ date: 'Date', documentNumber: 'Transaction Number' });
    expect(decision.mapping?.columns.vat).toBeUndefined();
  });

  it('Trafford: schema names, ProClass before everything, VAT that reads', () => {
    const decision = decide([
      'OrganisationLabel|OrganisationURI|EffectiveDate|OrganisationalUnit|BeneficiaryName|BeneficiaryOtherID|PaymentDate|TransactionNumber|Amount|IrrecoverableVATAmount|Purpose|ProclassLabel|ProclassCode|InvoiceNumber|ProfitCentre|VATRegistrationNumber',
      'Example Council|https://example.org|2025-03-31|LIFTS|Exampleton Stairs Limited|3536|2025-03-31|5100482005|3082.50|0.00|Lifts|SOCIAL CARE : Equipment|321311|66943|250210|GB812311285',
      'Example Council|https://example.org|2025-03-31|Cash|Imaginary Building Limited|4600|2025-03-31|1700078619|-195.75|0.00|Discount|CONSTRUCTION|391110|5100483333|610098|NA',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'Amount',
      date: 'PaymentDate',
      vat: 'IrrecoverableVATAmount',
      supplier: 'BeneficiaryName',
      supplierNumber: 'BeneficiaryOtherID',
      body: 'OrganisationLabel',
      category: 'ProclassLabel',
      categoryCode: 'ProclassCode',
      department: 'OrganisationalUnit',
      purpose: 'Purpose',
      documentNumber: 'TransactionNumber',
    });
  });

  it('Kirklees: fourteen columns', () => {
    const decision = decide([
      'Payment Date|Transaction Number|Amount Excluding VAT|Vendor Number|Vendor Name|Company Number|Debit/Credit Indicator|PO Number|Document Type|Cost Centre|Cost Centre Description|Proclass Code|Proclass Description|Purpose of Spend',
      '45019|1900198474|4575|103471|Exampleton Access Ltd|1166449|H||KR|660789|Disabled Facilities|||REDACTED DATA',
      '45019|1900198475|-75|103472|Imaginary Care Ltd|1166450|S||KR|660789|Adult Care|321000|Social care|Care',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'Amount Excluding VAT',
      date: 'Payment Date',
      supplier: 'Vendor Name',
      supplierNumber: 'Vendor Number',
      companyNumber: 'Company Number',
      category: 'Proclass Description',
      categoryCode: 'Proclass Code',
      department: 'Cost Centre Description',
      purpose: 'Purpose of Spend',
      documentNumber: 'Transaction Number',
      debitCredit: 'Debit/Credit Indicator',
    });
    expect(decision.mapping?.creditIndicator).toBeNull();
  });

  it('Kirklees: card workbook', () => {
    const decision = decide([
      'MCH.Merchant Name|MCH.Merchant Name - Original|FIN.Net Transaction Amount|FIN.Transaction Date|ACC.Default Accounting Code 01 Description|MCH.MCC Description|FIN.Accounting Code 02 Description',
      'Exampleton Stores|EXAMPLETON STORES 123|12.50|45019|Schools|Grocery Stores|Catering',
    ]);
    expect(rolesOf(decision)).toEqual({
      amount: 'FIN.Net Transaction Amount',
      date: 'FIN.Transaction Date',
      supplier: 'MCH.Merchant Name',
      category: 'MCH.MCC Description',
      department: 'FIN.Accounting Code 02 Description',
    });
  });
});
