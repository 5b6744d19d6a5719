export function withSection(page: string, name: string, text: string): string;
