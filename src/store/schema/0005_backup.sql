-- What the doctor judges backups by. Plain SQL as in 0001_first.sql.

-- ---- work: losable without lying ----

-- work: the last good backup; at most one row.
CREATE TABLE backup_made (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL,
    file TEXT NOT NULL,                -- its whole name
    size INTEGER NOT NULL,
    last_event INTEGER NOT NULL        -- what it holds
) STRICT;
