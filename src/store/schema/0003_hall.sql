-- What waits is counted as it comes and goes; what was being served when its day ended is done,
-- though nobody said when; what printers and look-ups are up to. Plain SQL as in 0001_first.sql.

-- The end was noted by nobody: done_at (ended_at) is the end of the office's day, no measure of the service.
ALTER TABLE ticket ADD COLUMN end_inexact INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leg ADD COLUMN end_inexact INTEGER NOT NULL DEFAULT 0;

-- How many wait in each lane of a line: counting them at every act would cost more the fuller the hall is.
CREATE TABLE line_day (
    day INTEGER NOT NULL,
    line TEXT NOT NULL,
    normal INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    appointment INTEGER NOT NULL,
    PRIMARY KEY (day, line)
) STRICT;
INSERT INTO line_day (day, line, normal, priority, appointment)
SELECT day, line, sum(CASE WHEN state = 'waiting' AND lane = 0 THEN 1 ELSE 0 END),
    sum(CASE WHEN state = 'waiting' AND lane = 1 THEN 1 ELSE 0 END),
    sum(CASE WHEN state = 'waiting' AND lane = 2 THEN 1 ELSE 0 END)
FROM ticket GROUP BY day, line;

-- ---- work: losable without lying ----

-- work: what the worker found when it last asked a printer; no row: never asked.
CREATE TABLE printer_state (
    printer TEXT PRIMARY KEY,
    trouble TEXT NOT NULL,             -- kind of trouble, "" none
    message TEXT NOT NULL,             -- what was found, in the worker's language
    since INTEGER NOT NULL
) STRICT;

-- work: wrong PINs in a row, for one dossier's code or one door, and until when no PIN is looked at.
CREATE TABLE wrong_pin (
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    wrong INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (scope, name)
) STRICT;
