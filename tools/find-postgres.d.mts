/** The folder that holds `initdb` and `postgres`; null when PostgreSQL is not installed. */
export function findPostgres(): string | null;
