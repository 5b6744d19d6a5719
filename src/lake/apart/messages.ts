/** What the program asks the process of a lake to do. */
export interface LakeRequest {
  readonly id: number;
  /** The name of a call of the lake. */
  readonly call: string;
  readonly given: readonly unknown[];
}

/** What the process of a lake answers. */
export type LakeAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | null } };

/** The call that opens the lake; it comes first, and once. */
export const openCall = 'open';
