/** What a program can tell from how `sevenbox` ended. Documented in README.md. */
export const exitCodes = { allCounted: 0, failed: 1, somethingSetAside: 2, wrongUse: 64 } as const;
