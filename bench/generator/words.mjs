/** Parts of invented names; none is meant to be a real body, supplier or place. */
export const firstParts = [
  ...[
    'Alder',
    'Amber',
    'Ash',
    'Beck',
    'Birch',
    'Bramble',
    'Bright',
    'Brook',
    'Cinder',
    'Clay',
    'Copper',
    'Crag',
  ],
  ...['Dale', 'Elm', 'Ember', 'Fern', 'Flint', 'Fox', 'Gorse', 'Grit', 'Hazel', 'Heath', 'Holly', 'Juniper'],
  ...['Kestrel', 'Lark', 'Linden', 'Loom', 'Marl', 'Mill', 'Moor', 'Moss', 'Oak', 'Otter', 'Quarry', 'Raven'],
  ...[
    'Reed',
    'Ridge',
    'Rowan',
    'Rush',
    'Sable',
    'Shale',
    'Silver',
    'Slate',
    'Sorrel',
    'Spring',
    'Stone',
    'Swift',
  ],
  ...[
    'Tarn',
    'Teasel',
    'Thistle',
    'Thorn',
    'Vale',
    'Walnut',
    'Weir',
    'Willow',
    'Winter',
    'Wool',
    'Wren',
    'Yarrow',
  ],
];

export const secondParts = [
  ...[
    'bank',
    'bourne',
    'bridge',
    'cliffe',
    'combe',
    'cross',
    'dene',
    'field',
    'ford',
    'garth',
    'gate',
    'head',
  ],
  ...['holme', 'hurst', 'ing', 'lea', 'ley', 'mere', 'moor', 'royd', 'shaw', 'side', 'thwaite', 'wick'],
];

export const trades = [
  ...[
    'Care',
    'Catering',
    'Cleaning',
    'Consulting',
    'Electrical',
    'Fostering',
    'Grounds',
    'Highways',
    'Homes',
  ],
  ...['Joinery', 'Learning', 'Legal', 'Logistics', 'Medical', 'Plumbing', 'Printing', 'Roofing', 'Security'],
  ...['Skips', 'Software', 'Surveying', 'Training', 'Transport', 'Waste'],
];

/** How a supplier's name ends; one in a few holds a comma, an accent or a quote, so that its cell needs quotes. */
export const endings = [
  ...[' Ltd', ' Limited', ' Ltd', ' PLC', ' LLP', ' CIC', ' & Sons', ' (UK) Ltd', ', Trading', ' Café Ltd'],
  ...[' "The Works" Ltd', ' Services', ' Group', ' Partnership', ' Co Ltd'],
];

export const departments = [
  ...['Adults', 'Children and families', 'Environment', 'Highways and transport', 'Housing', 'Public health'],
  ...['Corporate services', 'Culture, leisure and sport', 'Planning', 'Schools'],
];

export const categories = [
  ...[
    'Agency staff',
    'Building repairs',
    'Catering',
    'Cleaning',
    'Consultants',
    'Day care',
    'Electricity',
    'Fostering',
  ],
  ...[
    'Furniture',
    'Gas',
    'Grants to groups',
    'Grounds upkeep',
    'Home care',
    'Hotels',
    'IT licences',
    'Insurance',
  ],
  ...[
    'Legal fees',
    'Nursing care',
    'Office supplies',
    'Plant hire',
    'Postage',
    'Printing',
    'Road materials',
    'Security',
  ],
  ...['Software', 'Surveys', 'Taxis', 'Telephones', 'Training', 'Vehicle repairs', 'Waste disposal', 'Water'],
];

export const purposes = [
  ...[
    'Call-off order',
    'Emergency repair',
    'Monthly invoice',
    'Placement, week to Sunday',
    'Repairs – urgent',
  ],
  ...['Scheduled service', 'Stage payment', 'Supply and fit', 'Weekly run', 'Works as quoted'],
];

export const postcodeAreas = [
  'HD1 2',
  'HD3 4',
  'HX1 1',
  'WF13 1',
  'BD5 8',
  'LS11 5',
  'M4 5',
  'S1 2',
  'YO1 7',
  'EC1A 1',
];
