/** What the program asks a process of its own to do. */
export interface ApartRequest {
  readonly id: number;
  /** The name of a call. */
  readonly call: string;
  readonly given: readonly unknown[];
}

/** What such a process answers. */
export type ApartAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | null } };

/** The call that opens what the process is for; it comes first, and once. */
export const openCall = 'open';
