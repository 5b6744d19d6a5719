import {
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  type OperationNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely';

function tableOf(node: OperationNode | undefined): string {
  return node && TableNode.is(node) ? node.table.identifier.name : '';
}

/** The table that a statement changes, empty where it has no plain name; null when it only reads. */
export function writesTo({ query }: CompiledQuery): string | null {
  if (InsertQueryNode.is(query)) return tableOf(query.into);
  if (UpdateQueryNode.is(query)) return tableOf(query.table);
  return DeleteQueryNode.is(query) ? tableOf(query.from.froms[0]) : null;
}
