import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Id } from '@aftercare/kernel';
import type { Tx } from './database.js';
import { notFound, staleVersion } from './platform.errors.js';

/** What an aggregate root carries: a version that every write raises, and that clients send back in If-Match. */
export interface Versioned extends ObjectLiteral {
  id: Id;
  version: number;
}

/**
 * Locks one aggregate root (`FOR UPDATE`), the first statement of every command. 404 when it is absent. With
 * `expected` it also refuses when somebody else has written in between (412).
 */
export async function lockRoot<E extends Versioned>(
  tx: Tx,
  target: EntityTarget<E>,
  id: Id,
  expected?: number,
): Promise<E> {
  const root = await tx.findOne(target, {
    where: { id } as FindOptionsWhere<E>,
    lock: { mode: 'pessimistic_write' },
  });
  if (!root) throw notFound();
  if (expected !== undefined && root.version !== expected) throw staleVersion();
  return root;
}

/**
 * Writes a changed aggregate root back and raises its version, with the version it was read at in the WHERE:
 * TypeORM's own `save` does not check it.
 */
export async function saveRoot<E extends Versioned>(tx: Tx, target: EntityTarget<E>, root: E): Promise<void> {
  const { metadata } = tx.getRepository(target);
  const changes: Record<string, unknown> = {};
  for (const column of metadata.columns) {
    if (column.isPrimary || !column.isUpdate || column.isGenerated || column.generatedType) continue;
    setPath(changes, column.propertyPath.split('.'), column.getEntityValue(root));
  }
  changes['version'] = root.version + 1;
  const written = await tx
    .createQueryBuilder()
    .update(target)
    .set(changes as QueryDeepPartialEntity<E>)
    .where('id = :id AND version = :version', { id: root.id, version: root.version })
    .execute();
  if (written.affected !== 1) throw staleVersion();
  root.version += 1;
}

/** `name.fa` of an embedded column becomes `{ name: { fa } }`, the form TypeORM's update takes. */
function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) target[head] = value;
  else setPath((target[head] ??= {}) as Record<string, unknown>, rest, value);
}
