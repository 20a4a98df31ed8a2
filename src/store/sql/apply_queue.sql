-- The book of tickets: written by apply/queue.c.

-- ticket_insert (id int, day int, series text, number int, label text, line text, kind text, priority text, lane int, issued_at int, order_at int, appointment_at time, ahead int)
INSERT INTO ticket (id, day, series, number, label, line, kind, priority, lane, state, desk, issued_at, waiting_since, order_at, appointment_at, calls, ahead, reason, legs, last_event)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', '', $10, $10, $11, $12, 0, $13, '', 0, $1);

-- ticket_put_called (id int, desk text, at int, reason text, event int): guarded, so that a ticket is never called twice
UPDATE ticket SET state = 'called', desk = $2, called_at = $3, last_called_at = $3, arrived_at = NULL, served_at = NULL, calls = calls + 1,
    reason = $4, last_event = $5
WHERE id = $1 AND state = 'waiting';

-- ticket_put_recalled (id int, at int, event int)
UPDATE ticket SET last_called_at = $2, calls = calls + 1, last_event = $3 WHERE id = $1 AND state = 'called';

-- ticket_put_arrived (id int, at int, event int)
UPDATE ticket SET arrived_at = $2, last_event = $3 WHERE id = $1 AND state IN ('called', 'serving');

-- ticket_put_serving (id int, at int, event int)
UPDATE ticket SET state = 'serving', served_at = $2, arrived_at = COALESCE(arrived_at, $2), last_event = $3
WHERE id = $1 AND state = 'called';

-- ticket_put_ended (id int, state text, at int, inexact int, event int)
UPDATE ticket SET state = $2, done_at = $3, end_inexact = $4, legs = legs + 1, last_event = $5
WHERE id = $1 AND (state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'missed' OR state = 'parked');

-- ticket_put_parked (id int, event int)
UPDATE ticket SET state = 'parked', legs = legs + 1, last_event = $2 WHERE id = $1 AND state IN ('called', 'serving');

-- ticket_put_waiting (id int, since int, event int): restored
UPDATE ticket SET state = 'waiting', waiting_since = $2, order_at = CASE WHEN lane = 2 THEN order_at ELSE $2 END,
    called_at = NULL, last_called_at = NULL, arrived_at = NULL, served_at = NULL, done_at = NULL, desk = '', reason = '', last_event = $3
WHERE id = $1 AND state IN ('missed', 'parked', 'expired');

-- ticket_put_page (id int, line text, state text, desk text, waiting_since int, order_at int, called_at time, last_called_at time, arrived_at time, served_at time, done_at time, calls int, reason text, legs int, event int): an act was taken back
UPDATE ticket SET line = $2, state = $3, desk = $4, waiting_since = $5, order_at = $6, called_at = $7, last_called_at = $8,
    arrived_at = $9, served_at = $10, done_at = $11, end_inexact = 0, calls = $12, reason = $13, legs = $14, last_event = $15
WHERE id = $1;

-- leg_strike (ticket int, n int): the wait and service that did not end
DELETE FROM leg WHERE ticket = $1 AND n = $2;

-- leg_insert (ticket int, staff text, outcome text, ended_at int, inexact int): the wait and service that ends now
INSERT INTO leg (ticket, n, line, desk, staff, outcome, waiting_since, called_at, arrived_at, served_at, ended_at, end_inexact)
SELECT id, legs, line, desk, $2, $3, waiting_since, called_at, arrived_at, served_at, $4, $5 FROM ticket WHERE id = $1;

-- line_day_add (ticket int, change int): the ticket as it stands, if it waits
INSERT INTO line_day (day, line, normal, priority, appointment)
SELECT day, line, CASE WHEN lane = 0 THEN $2 ELSE 0 END, CASE WHEN lane = 1 THEN $2 ELSE 0 END, CASE WHEN lane = 2 THEN $2 ELSE 0 END
FROM ticket WHERE id = $1 AND state = 'waiting'
ON CONFLICT (day, line) DO UPDATE SET normal = line_day.normal + excluded.normal,
    priority = line_day.priority + excluded.priority, appointment = line_day.appointment + excluded.appointment;

-- lane_run_add (day int, line text)
INSERT INTO lane_run (day, line, run) VALUES ($1, $2, 1)
ON CONFLICT (day, line) DO UPDATE SET run = lane_run.run + 1;

-- lane_run_put (day int, line text, run int)
INSERT INTO lane_run (day, line, run) VALUES ($1, $2, $3)
ON CONFLICT (day, line) DO UPDATE SET run = excluded.run;

-- lane_run_clear (day int, line text)
DELETE FROM lane_run WHERE day = $1 AND line = $2;
