interface Sql {
  query(text: string): Promise<unknown>;
}

/**
 * Repair orders lie above or beside most libs: to those, and to their tests, an order, its lines and what was decided on
 * them are ids and no more. Lets this test file's own database take ids of orders that nobody opened.
 */
export async function withoutOrders(database: Sql): Promise<void> {
  await database.query(`
    DO $$ DECLARE key record; BEGIN
      FOR key IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                  WHERE contype = 'f' AND (confrelid IN ('repair_order'::regclass, 'repair_line'::regclass)
                        OR confrelid = 'coverage_decision'::regclass AND conrelid <> confrelid)
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.owner, key.conname); END LOOP;
    END $$`);
}
