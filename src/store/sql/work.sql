-- The work of printing: losable without lying, so outside the ledger. Written by jobs.c and the act that makes a paper.

-- job_insert (paper int, uuid text, form text, label text, copy int, at int)
INSERT INTO print_job (paper, uuid, form, label, copy, state, printer, queue, cups_id, settled, attempts, message, created_at, changed_at, next_at)
VALUES ($1, $2, $3, $4, $5, 'waiting', '', '', 0, 0, 0, '', $6, $6, $6);

-- row job = struct mc_job: id = paper, paper, form, subject = label, copy, state mc_print_states, printer, queue, message, uuid, cups_id,
--     attempts, created_at, changed_at

-- job_get (paper int) -> job
SELECT {job}
FROM print_job WHERE paper = $1;

-- jobs_since (since int) -> job: newest last, and everything unsettled
SELECT {job}
FROM print_job
WHERE paper IN (SELECT paper FROM print_job WHERE settled = 0
    UNION ALL SELECT paper FROM print_job WHERE settled = 1 AND changed_at >= $1)
ORDER BY paper;

-- job_update (paper int, state text, printer text, queue text, cups_id int, settled int, attempts int, message text, at int, next_at int, was text): '' = whatever it was
UPDATE print_job SET state = $2, printer = $3, queue = $4, cups_id = $5, settled = $6, attempts = $7, message = $8,
    changed_at = $9, next_at = $10
WHERE paper = $1 AND ($11 = '' OR state = $11);

-- job_forget (subject int, at int): what has not gone to a printer yet and is wanted no more
UPDATE print_job SET state = 'dropped', settled = 1, changed_at = $2
WHERE settled = 0 AND state = 'waiting' AND paper IN (SELECT id FROM paper WHERE subject = $1);

-- row paper_way = struct mc_paper_way: form, waiting = count(*), waiting_since = min(created_at),
--     untouched_since = min(CASE WHEN state = 'waiting' AND attempts = 0 AND message = '' THEN created_at END)

-- jobs_ways () -> paper_way: per kind of paper what has not come out, since when, and since when nobody has touched it
SELECT {paper_way}
FROM print_job WHERE settled = 0 AND (state = 'waiting' OR state = 'sending' OR state = 'sent')
GROUP BY form ORDER BY form;

-- jobs_failed (since int) -> number: those that failed or are unknown
SELECT count(*) FROM print_job WHERE (state = 'failed' OR state = 'unknown') AND changed_at >= $1;

-- jobs_doubt (): of a restored office: nobody knows what was printed since
UPDATE print_job SET state = 'unknown', settled = 1 WHERE settled = 0 AND (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed');

-- backup_put (at int, file text, size int, last_event int): the last good backup; there is one row
INSERT INTO backup_made (id, at, file, size, last_event) VALUES (1, $1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, file = excluded.file, size = excluded.size, last_event = excluded.last_event;

-- row backup = struct mc_backup: at, file, size, last_event

-- backup_last () -> backup
SELECT {backup} FROM backup_made;

-- printer_found (printer text, trouble text, message text, at int): since when it is so stays while it is so
INSERT INTO printer_state (printer, trouble, message, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (printer) DO UPDATE SET trouble = excluded.trouble, message = excluded.message,
    since = CASE WHEN printer_state.trouble = excluded.trouble THEN printer_state.since ELSE excluded.since END;

-- printer_forget (printer text)
DELETE FROM printer_state WHERE printer = $1;

-- row wrong_pin = struct mc_wrong_pin: wrong, last_at, until

-- wrong_pin_get (scope text, name text) -> wrong_pin
SELECT {wrong_pin} FROM wrong_pin WHERE scope = $1 AND name = $2;

-- wrong_pin_put (scope text, name text, wrong int, at int, until int)
INSERT INTO wrong_pin (scope, name, wrong, last_at, until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (scope, name) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at, until = excluded.until;

-- wrong_pin_clear (scope text, name text)
DELETE FROM wrong_pin WHERE scope = $1 AND name = $2;
