export function wrongIn(measured: object): readonly string[];
export function robustnessSection(measured: object): string;
