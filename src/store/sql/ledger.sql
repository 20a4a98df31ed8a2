-- The ledger: written by ledger.c alone.

-- row event_end = struct mc_event: id, link[MC_HASH_SIZE], recorded_at

-- event_tail () -> event_end: the last event
SELECT {event_end} FROM event ORDER BY id DESC LIMIT 1;

-- row first_event = struct mc_event: id, kind, body

-- event_by_key (key blob) -> first_event: of an act that was sent before
SELECT {first_event} FROM event WHERE key = $1;

-- event_insert (id int, at int, recorded_at int, kind text, subject int, actor text, door text, key blob, body text, veil blob, link blob)
INSERT INTO event (id, at, recorded_at, kind, subject, actor, door, key, body, veil, link)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- private_insert (event int, salt blob, body text)
INSERT INTO private (event, salt, body) VALUES ($1, $2, $3);

-- private_delete (event int): anonymises one event; its veil stays
DELETE FROM private WHERE event = $1;

-- recorded_day_insert (first_event int, day int): the day of recording changes
INSERT INTO recorded_day (first_event, day) VALUES ($1, $2);

-- row known_run = struct mc_known_run: first = first_event, day

-- recorded_days () -> known_run: in the order of the ledger
SELECT {known_run} FROM recorded_day ORDER BY first_event;

-- row event = struct mc_event: id, at, recorded_at, kind, subject, actor, door, key[MC_KEY_SIZE], body, veil[MC_HASH_SIZE],
--     link[MC_HASH_SIZE], salt[MC_SALT_SIZE] = p.salt, private_body? = p.body

-- events_all (after int) -> event: the ledger in order, with what is private
SELECT {event e}
FROM event e LEFT JOIN private p ON p.event = e.id
WHERE e.id > $1 ORDER BY e.id;

-- row written = struct mc_event: at, recorded_at, kind, actor, subject

-- event_at (id int) -> written: who wrote an event, and when
SELECT {written} FROM event WHERE id = $1;

-- row happened = struct mc_event: id, at, kind, body

-- events_of_subject (subject int) -> happened: to one thing
SELECT {happened} FROM event WHERE subject = $1 ORDER BY id;

-- row bared = struct mc_event_bared: id

-- events_private_of_dossier (dossier int) -> bared: events about a dossier and its papers that hold personal data
SELECT {bared e} FROM event e JOIN private p ON p.event = e.id
WHERE e.subject = $1 OR e.id IN (SELECT id FROM paper WHERE subject = $1) ORDER BY e.id;

-- row seal = struct mc_seal_row: at, event

-- seal_last () -> seal: when the ledger was sealed last, and by which event
SELECT {seal} FROM seal ORDER BY event DESC LIMIT 1;
