/** What stands where something was taken out. */
export const takenOut = '[taken out]';

/** Names of fields whose values are secrets, personal data, or content that people sent. Compared without marks. */
const secretNames =
  /pass(word|phrase|wd)|^pwd|secret|token|cookie|authori[sz]ation|session$|^h?otp|^totp|(backup|recovery|verification)codes?$|apikey|privatekey|^salt|e?mail(address|from|to)?$|^(body|rawbody|payload|headers|rawheaders|form|query|querystring|params|parameters|values|bindings|detail|ip|ips|remoteaddress|remoteport)$/;

const longestText = 4000;
const deepest = 8;

/**
 * What is taken out of any text, in this order: the pattern, and what is put in its place. Every repetition has an end,
 * so that no text takes long.
 */
const cleanings: readonly (readonly [RegExp, string])[] = [
  // User and password in an address.
  [/([a-z][a-z0-9+.-]{1,20}:\/\/)(?!\/)[^\s"'<>]{0,300}@/gi, `$1${takenOut}@`],
  // Whoever holds such a link may act by it. What begins with a colon is the pattern of a route.
  [
    /((?:\/|%2f)(?:[a-z]{1,20}-)?(?:invitations?|start|reset|verify|confirm|recover)(?:-[a-z]{1,20})?(?:\/|%2f){1,5})(?!:)[^\s"'<>?#]{1,400}/gi,
    `$1${takenOut}`,
  ],
  // Questions hold tokens, and what people look for.
  [/\?[^\s"'<>]+/g, `?${takenOut}`],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)\b(["']?\s{0,5}[:=])[^\n]*/gi, `$1$2 ${takenOut}`],
  [/\b(bearer|basic|digest)\s{1,5}[^\s"']+/gi, `$1 ${takenOut}`],
  [
    /((?:pass(?:word|phrase|wd)|secret|token|session|otp|api[_-]?key|code_verifier)[\w.-]{0,30}["']?\s{0,5}[=:])[^\n&;]+/gi,
    `$1 ${takenOut}`,
  ],
  [/\beyJ[\w-]{1,4000}\.[\w-]+(\.[\w-]*)?/g, takenOut],
  // Addresses of people, also quoted, encoded, or without a dot. A package of a scope in a path is none.
  [/(?:"[^"\n]{1,64}"|[^\s<>()[\]",;:]{1,100})(?:@|%40)[\p{L}\p{N}.-]{1,250}\.\p{L}{2,}/giu, takenOut],
  [
    /(?:"[^"\n]{1,64}"|[^\s<>()[\]",;:/]{1,100})(?:@|%40)[\p{L}\p{N}](?:[\p{L}\p{N}.-]|%2e){0,250}/giu,
    takenOut,
  ],
];

/** A text without addresses of people, tokens, passwords, and what stands after the question mark of an address. */
export function cleanText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)} [cut]` : text;
  return cleanings.reduce((cleaned, [pattern, instead]) => cleaned.replace(pattern, instead), short);
}

function isSecret(name: string): boolean {
  return secretNames.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return takenOut;
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, depth + 1));
  const cleaned = Object.entries(value).map(([name, inner]) => [
    cleanText(name),
    isSecret(name) ? takenOut : cleanValue(inner, depth + 1),
  ]);
  return Object.fromEntries(cleaned);
}

/** A line of the log, as it is about to be written, without secrets and personal data wherever they stand in it. */
export function cleanLine(line: string): string {
  try {
    return `${JSON.stringify(cleanValue(JSON.parse(line), 0))}\n`;
  } catch {
    // Never written by the logger; what cannot be read cannot be cleaned.
    return `${JSON.stringify({ level: 50, msg: 'A line that could not be read was left out.' })}\n`;
  }
}
