-- Transactions, in SQLite's words. PostgreSQL has its own.

-- begin_write ()
BEGIN IMMEDIATE;

-- commit_write ()
COMMIT;

-- rollback_write ()
ROLLBACK;

-- begin_read ()
BEGIN;

-- savepoint_act ()
SAVEPOINT act;

-- rollback_act ()
ROLLBACK TO act;

-- release_act ()
RELEASE act;
