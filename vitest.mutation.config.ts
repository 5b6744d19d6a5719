import { defineConfig } from 'vitest/config';

/** Mutation tests change the text of the domain, so only the tests of the domain run, without those of the style. */
export default defineConfig({
  test: { include: ['src/domain/**/*.test.ts'], testTimeout: 20_000 },
});
