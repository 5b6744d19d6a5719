let list: Promise<ReadonlySet<string>> | null = null;

async function read(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));
}

/**
 * The passwords that attackers try first, in small letters: what leaks have shown to be most used. Read once and kept,
 * because it is asked for at every new password; the program never asks anybody else about one.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= read();
  return list;
}
