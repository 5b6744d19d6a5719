import pg from 'pg';
import type { Together } from './transactions.ts';

/** What a client of the driver tells the query that it is carrying out. */
interface Told {
  readonly submit: (connection: pg.Connection) => Error | null;
  readonly handleRowDescription: (message: unknown) => void;
  readonly handleDataRow: (message: unknown) => void;
  readonly handleCommandComplete: (message: unknown, connection: pg.Connection) => void;
  readonly handleEmptyQuery: (connection: pg.Connection) => void;
  readonly handleError: (error: unknown, connection: pg.Connection) => void;
  readonly handleReadyForQuery: (connection: pg.Connection) => void;
}

/** Sends a statement that asks for no rows. */
function send(connection: pg.Connection, text: string): void {
  connection.parse({ name: '', text, types: [] }, true);
  connection.bind({}, true);
  connection.execute(null, true);
}

/** The same connection, which sends some statements before it says that all was sent. */
function followedBy(connection: pg.Connection, after: readonly string[]): pg.Connection {
  const sync = () => {
    for (const text of after) send(connection, text);
    connection.sync();
  };
  return Object.create(connection, { sync: { value: sync } });
}

/**
 * One exchange with a server: a statement, those before it and those after it leave in one piece. The server skips
 * everything after a statement that failed.
 */
class Exchange {
  private readonly asked: Told;
  private readonly together: Together;
  private before: number;
  private isAnswered = false;

  constructor(together: Together, types: pg.CustomTypesConfig, done: Done) {
    const { sql, parameters } = together.query;
    const config = { text: sql, values: [...parameters], types, queryMode: 'extended' };
    const query = new pg.Query(config, done);
    // The types of the driver leave out what its clients call.
    this.asked = query as unknown as Told;
    this.together = together;
    this.before = together.before.length;
  }

  submit(connection: pg.Connection): Error | null {
    connection.stream.cork();
    try {
      for (const text of this.together.before) send(connection, text);
      return this.asked.submit(followedBy(connection, this.together.after));
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.asked.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    if (this.before === 0 && !this.isAnswered) this.asked.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.before > 0) this.before -= 1;
    else if (!this.isAnswered) {
      this.isAnswered = true;
      this.asked.handleCommandComplete(message, connection);
    }
  }

  handleEmptyQuery(connection: pg.Connection): void {
    this.asked.handleEmptyQuery(connection);
  }

  handleError(error: unknown, connection: pg.Connection): void {
    this.asked.handleError(error, connection);
  }

  handleReadyForQuery(connection: pg.Connection): void {
    this.asked.handleReadyForQuery(connection);
  }
}

type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;
type Done = (error: Error | undefined, answer: Answer) => void;

/** Sends statements in one piece; answers what the one that asks found. */
export function exchange(
  client: pg.ClientBase,
  together: Together,
  types: pg.CustomTypesConfig,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    client.query(new Exchange(together, types, (error, answer) => (error ? reject(error) : resolve(answer))));
  });
}
