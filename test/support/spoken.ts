/** What a command said: to standard output, to standard error, and its exit code. */
export interface Spoken {
  out: string;
  talk: string;
  code: number;
}

/** A place for what a command says, and the parts of a command that say it there. */
export function listening() {
  const said: Spoken = { out: '', talk: '', code: -1 };
  const speaking = {
    out: (text: string) => {
      said.out += text;
    },
    talk: (text: string) => {
      said.talk += text;
    },
    setExitCode: (code: number) => {
      said.code = code;
    },
  };
  return { said, speaking };
}
