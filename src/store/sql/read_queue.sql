-- Reading tickets. The columns of a ticket stand always in this order (row_ticket in rows.c).

-- ticket_by_id (id int)
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.id = $1;

-- ticket_by_label (day int, series text, number int)
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.day = $1 AND t.series = $2 AND t.number = $3;

-- ticket_before (first int, day int, series text, number int): the last one with this label before a day
SELECT day, state, served_at
FROM ticket WHERE day >= $1 AND day < $2 AND series = $3 AND number = $4 ORDER BY day DESC LIMIT 1;

-- tickets_newest (day int, most int): issued last
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.day = $1 ORDER BY t.issued_at DESC, t.id DESC LIMIT $2;

-- tickets_of_day (day int, line text): '' = any
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line
WHERE t.day = $1 AND ($2 = '' OR t.line = $2) ORDER BY t.series, t.number;

-- tickets_missed_for_desk (day int, desk text, most int): who may be let back in, absent or put aside, newest first
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line
WHERE t.day = $1 AND t.called_at IS NOT NULL AND t.state IN ('missed', 'parked')
    AND EXISTS (SELECT 1 FROM desk_line d WHERE d.desk = $2 AND d.line = t.line)
ORDER BY t.last_event DESC LIMIT $3;

-- ticket_open_at_desk (desk text): what a desk has called or serves
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, COALESCE(l.target_wait_min, 0), t.end_inexact
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.state IN ('called', 'serving') AND t.desk = $1;

-- tickets_of_lane (day int, line text, lane int, most int): who is first in one lane of a line
SELECT t.id, t.day, t.series, t.number, t.label, t.line, t.kind, t.priority, t.state, t.desk, t.issued_at, t.waiting_since,
    t.appointment_at, t.called_at, t.arrived_at, t.served_at, t.done_at, t.calls, t.ahead, t.reason, 0, t.end_inexact
FROM ticket t WHERE t.state = 'waiting' AND t.day = $1 AND t.line = $2 AND t.lane = $3 ORDER BY t.order_at, t.id LIMIT $4;

-- queue_acts_back (after int): what happened in the queue, the newest first
SELECT id, recorded_at, kind, subject, actor, body FROM event
WHERE id > $1 AND kind >= 'ticket.' AND kind < 'ticket/' ORDER BY id DESC;

-- ticket_acts_back (ticket int): what happened to one ticket, the newest first; columns as in queue_acts_back
SELECT id, recorded_at, kind, subject, actor, body FROM event
WHERE subject = $1 AND kind >= 'ticket.' AND kind < 'ticket/' ORDER BY id DESC;

-- calls_back (day int): the day's calls and what takes them back, the newest first; columns as in queue_acts_back
SELECT e.id, e.recorded_at, e.kind, e.subject, e.actor, e.body FROM ticket t JOIN event e ON e.subject = t.id
WHERE t.day = $1 AND (e.kind = 'ticket.called@1' OR e.kind = 'ticket.undone@1') ORDER BY e.id DESC;

-- tickets_stale_waiting (day int): left waiting on an earlier day
SELECT id FROM ticket WHERE state = 'waiting' AND day < $1 ORDER BY day, line, lane, order_at, id;

-- tickets_stale_open (day int): left called or serving on an earlier day; by desk, for which there is an index
SELECT id FROM ticket WHERE state IN ('called', 'serving') AND day < $1 ORDER BY desk;

-- tickets_stale_parked (day int): put aside on an earlier day and forgotten
SELECT id FROM ticket WHERE state = 'parked' AND day < $1 ORDER BY day, line, id;

-- ticket_last_number (day int, series text)
SELECT max(number) FROM ticket WHERE day = $1 AND series = $2;

-- ticket_id_of_number (day int, series text, number int)
SELECT id FROM ticket WHERE day = $1 AND series = $2 AND number = $3;

-- line_day_all (day int): each line with its ratio, target and run, and how many wait in each lane
SELECT l.line, l.priority_ratio, l.target_wait_min, COALESCE(r.run, 0), COALESCE(d.normal, 0), COALESCE(d.priority, 0),
    COALESCE(d.appointment, 0)
FROM line l LEFT JOIN line_day d ON d.day = $1 AND d.line = l.line LEFT JOIN lane_run r ON r.day = $1 AND r.line = l.line
ORDER BY l.line;

-- desk_pools (): the own lines of each desk
SELECT lines, state FROM desk ORDER BY rank, desk;

-- appointments_until (day int, line text, until int)
SELECT count(*) FROM ticket WHERE state = 'waiting' AND day = $1 AND line = $2 AND lane = 2 AND order_at <= $3;

-- ticket_count_series (day int, series text): how many were issued
SELECT count(*) FROM ticket WHERE day = $1 AND series = $2;

-- lane_runs (day int, line text)
SELECT run FROM lane_run WHERE day = $1 AND line = $2;

-- desk_lines (desk text): the lines of a desk in the order of its list
SELECT d.line, d.help, d.rank, l.target_wait_min, l.priority_ratio
FROM desk_line d JOIN line l ON l.line = d.line WHERE d.desk = $1 ORDER BY d.help, d.rank;

-- line_loads (day int): what waits in each line, and since when
SELECT line, count(*), sum(CASE WHEN priority <> 'none' THEN 1 ELSE 0 END), min(waiting_since)
FROM ticket WHERE state = 'waiting' AND day = $1 GROUP BY line ORDER BY line;

-- line_totals (day int): issued and served today, by the line a ticket is in now
SELECT line, count(*), sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END)
FROM ticket WHERE day = $1 GROUP BY line ORDER BY line;

-- line_numbers (day int): how many numbers each series gave today, and the last
SELECT series, count(*), max(number) FROM ticket WHERE day = $1 GROUP BY series ORDER BY series;

-- line_open_desks (): desks open now that serve a line as their own
SELECT d.line, count(*) FROM desk_line d JOIN desk k ON k.desk = d.desk
WHERE d.help = 0 AND k.state = 1 GROUP BY d.line ORDER BY d.line;

-- calls_last (day int, most int): the calls that nobody has answered yet, newest first
SELECT t.label, t.desk, COALESCE(k.name_vi, ''), t.line, t.last_called_at, t.calls, t.state
FROM ticket t LEFT JOIN desk k ON k.desk = t.desk
WHERE t.state = 'called' AND t.day = $1 AND t.last_called_at IS NOT NULL ORDER BY t.last_called_at DESC, t.id DESC LIMIT $2;
