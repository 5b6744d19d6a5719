/** The part of vitest's JSON report that is read. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles?: readonly string[];
    }[];
  }[];
}

export interface TestMachine {
  readonly hasChromium: boolean;
  readonly hasPostgres: boolean;
  readonly hasSharedData: boolean;
  readonly requireAll: boolean;
  readonly exitCode: number;
}

/** The lines to print at the end of a run, and whether it failed. */
export function summarise(
  report: TestReport | null,
  machine: TestMachine,
): { readonly failed: boolean; readonly lines: readonly string[] };
