-- The ledger: written by ledger.c alone.

-- event_tail (): the last event, its link, and when it was written
SELECT id, link, recorded_at FROM event ORDER BY id DESC LIMIT 1;

-- event_by_key (key blob): the first event of an act that was sent before
SELECT id, kind, body FROM event WHERE key = $1;

-- event_insert (id int, at int, recorded_at int, kind text, subject int, actor text, door text, key blob, body text, veil blob, link blob)
INSERT INTO event (id, at, recorded_at, kind, subject, actor, door, key, body, veil, link)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- private_insert (event int, salt blob, body text)
INSERT INTO private (event, salt, body) VALUES ($1, $2, $3);

-- private_delete (event int): anonymises one event; its veil stays
DELETE FROM private WHERE event = $1;

-- recorded_day_insert (first_event int, day int): the day of recording changes
INSERT INTO recorded_day (first_event, day) VALUES ($1, $2);

-- recorded_days (): in the order of the ledger
SELECT first_event, day FROM recorded_day ORDER BY first_event;

-- events_all (after int): the ledger in order, with what is private
SELECT e.id, e.at, e.recorded_at, e.kind, e.subject, e.actor, e.door, e.key, e.body, e.veil, e.link, p.salt, p.body
FROM event e LEFT JOIN private p ON p.event = e.id
WHERE e.id > $1 ORDER BY e.id;

-- event_at (id int): who wrote an event, and when
SELECT at, recorded_at, kind, actor, subject FROM event WHERE id = $1;

-- events_of_subject (subject int): what happened to one thing
SELECT id, at, recorded_at, kind, actor, body FROM event WHERE subject = $1 ORDER BY id;

-- events_private_of_dossier (dossier int): events about a dossier and its papers that hold personal data
SELECT e.id FROM event e JOIN private p ON p.event = e.id
WHERE e.subject = $1 OR e.id IN (SELECT id FROM paper WHERE subject = $1) ORDER BY e.id;

-- seal_last (): when the ledger was sealed last, and through which event
SELECT at, through, event FROM seal ORDER BY event DESC LIMIT 1;

-- event_count ()
SELECT count(*) FROM event;
