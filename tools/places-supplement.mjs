/**
 * What the open data sets used by derive-places.mjs do not hold. Every row names the public record it was checked against:
 * the ONS Code History Database for codes, statutory instruments for dates, ONS look-ups of December 2025 for combined authorities.
 */

/** Authorities that ended on 31 March 2009: successor -> [first code number, names in the order of their codes]. */
export const endedIn2009 = [
  ['E06000047', 54, 'Chester-le-Street|Derwentside|Durham|Easington|Sedgefield|Teesdale|Wear Valley'],
  ['E06000048', 157, 'Alnwick|Berwick-upon-Tweed|Blyth Valley|Castle Morpeth|Tynedale|Wansbeck'],
  ['E06000049', 14, 'Congleton|Crewe and Nantwich'],
  ['E06000049', 17, 'Macclesfield'],
  ['E06000050', 13, 'Chester'],
  ['E06000050', 16, 'Ellesmere Port and Neston'],
  ['E06000050', 18, 'Vale Royal'],
  ['E06000051', 182, 'Bridgnorth|North Shropshire|Oswestry|Shrewsbury and Atcham|South Shropshire'],
  ['E06000052', 19, 'Caradon|Carrick|Kerrier|North Cornwall|Penwith|Restormel'],
  ['E06000053', 25, 'Isles of Scilly'],
  ['E06000054', 230, 'Kennet|North Wiltshire|Salisbury|West Wiltshire'],
  ['E06000055', 2, 'Bedford'],
  ['E06000056', 1, 'Mid Bedfordshire'],
  ['E06000056', 3, 'South Bedfordshire'],
];

/** The same authority under a new code: old code, new code, day the new code came into force. */
export const codeChanges = [
  ['E07000100', 'E07000240', '2012-04-01'],
  ['E07000104', 'E07000241', '2012-04-01'],
  ['E06000048', 'E06000057', '2013-04-01'],
  ['E07000097', 'E07000242', '2013-04-01'],
  ['E07000101', 'E07000243', '2013-04-01'],
  ['E08000020', 'E08000037', '2013-04-01'],
  ['E08000016', 'E08000038', '2025-04-01'],
  ['E08000019', 'E08000039', '2025-04-01'],
];

/** Combined authorities younger than the open data, or renamed in it: code, name, from, what it is made of. */
export const combinedAuthorities = [
  { code: 'E47000002', name: 'South Yorkshire', from: '2014-04-01', authorities: ['SCR'] },
  { code: 'E47000013', name: 'East Midlands', from: '2024-02-27', authorities: ['EMCA', 'DBY', 'NTT'] },
  { code: 'E47000014', name: 'North East', from: '2024-05-07', authorities: ['NECA', 'NTCA'] },
  { code: 'E47000015', name: 'Devon and Torbay', from: '2025-02-05', authorities: ['DEV', 'TOB'] },
  { code: 'E47000016', name: 'Hull and East Yorkshire', from: '2025-02-05', authorities: ['HYCA'] },
  { code: 'E47000017', name: 'Greater Lincolnshire', from: '2025-02-05', authorities: ['GLCA', 'LIN'] },
  { code: 'E47000018', name: 'Lancashire', from: '2025-02-14', authorities: ['LAN', 'BBD', 'BPL'] },
];
