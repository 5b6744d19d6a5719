export const singleParts: Readonly<Record<string, unknown>>;
export const slowParts: Readonly<Record<string, unknown>>;
