const longestName = 100;
const mostStripped = 6;

const beforeName =
  /^(the|(city and )?(london |royal |metropolitan )?(borough|district|county) of|city of|(city and )?council of)( the)? /;
const afterName =
  / (council|corporation|mbc|metropolitan( borough| district)?|borough|city and district|district|city|county|unitary( authority)?|combined( county)? authority|region)$/;

/** Names are compared without case, points, apostrophes and the ONS endings ", City of" and ", County of". */
export function plainName(name: string): string {
  return name
    .trim()
    .slice(0, longestName)
    .toLowerCase()
    .replace(/, (city|county) of$/, '')
    .replace(/[.'’]/g, '')
    .replace(/&/g, 'and')
    .replace(/[\s-]+/g, ' ');
}

/**
 * What a text may be a name of, the closest first: as written, then without the words that councils put around
 * their place, one after another. "City of York Council" is also "city of york" and "york".
 */
export function namesWithin(text: string): readonly string[] {
  let form = plainName(text);
  const forms = [form];
  for (let step = 0; step < mostStripped; step += 1) {
    const shorter = form.replace(afterName, '');
    const next = shorter === form ? form.replace(beforeName, '') : shorter;
    if (next === form) break;
    forms.push(next);
    form = next;
  }
  return forms;
}

/** Whether a name of the tables is the one wanted, a plain name; "durham" is County Durham. */
export function isNamed(name: string, wanted: string): boolean {
  const plain = plainName(name);
  return plain === wanted || plain === `county ${wanted}`;
}

/** How many letters must be added, taken out or changed to make one text of the other. */
export function editDistance(left: string, right: string): number {
  let line = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const letter of left.split('')) {
    let [diagonal, before] = [0, 0];
    line = line.map((above, column) => {
      const replaced = diagonal + (right.charAt(column - 1) === letter ? 0 : 1);
      const distance = column === 0 ? above + 1 : Math.min(replaced, before + 1, above + 1);
      [diagonal, before] = [above, distance];
      return distance;
    });
  }
  return line.reduce((_, last) => last, 0);
}

const smallWords = new Set(['and', 'city', 'county', 'council', 'of', 'on', 'in', 'the', 'under', 'upon']);
const slipFrom = 5;

function wordsOf(plain: string): readonly string[] {
  return plain.split(' ').filter((word) => word.length > 2 && !smallWords.has(word));
}

/** How many words two plain names share; longer words may differ by one letter. */
export function sharedWords(left: string, right: string): number {
  const others = wordsOf(right);
  return wordsOf(left).filter((word) =>
    others.some((other) => word === other || (word.length >= slipFrom && editDistance(word, other) <= 1)),
  ).length;
}
