-- Reading tickets.

-- row id = int64_t

-- row ticket = struct mc_ticket: id, day, series, number, label, line, kind mc_ticket_kinds, priority mc_priorities,
--     state mc_ticket_states, desk, issued_at, waiting_since, appointment_at, called_at, arrived_at, served_at, done_at,
--     calls, ahead = CASE WHEN t.state = 'waiting' THEN t.ahead ELSE 0 END, reason mc_call_reasons,
--     target_min = COALESCE(l.target_wait_min, 0), end_inexact

-- ticket_by_id (id int) -> ticket
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.id = $1;

-- ticket_by_label (day int, series text, number int) -> ticket
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.day = $1 AND t.series = $2 AND t.number = $3;

-- row past_ticket = struct mc_ticket: day, state mc_ticket_states, served_at

-- ticket_before (first int, day int, series text, number int) -> past_ticket: the last one with this label before a day
SELECT {past_ticket} FROM ticket WHERE day >= $1 AND day < $2 AND series = $3 AND number = $4 ORDER BY day DESC LIMIT 1;

-- tickets_newest (day int, most int) -> ticket: issued last
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.day = $1 ORDER BY t.issued_at DESC, t.id DESC LIMIT $2;

-- tickets_of_day (day int, line text) -> ticket: '' = any
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line
WHERE t.day = $1 AND ($2 = '' OR t.line = $2) ORDER BY t.series, t.number;

-- tickets_missed_for_desk (day int, desk text, most int) -> ticket: who may be let back in, absent or put aside, newest first
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line
WHERE t.day = $1 AND t.called_at IS NOT NULL AND t.state IN ('missed', 'parked')
    AND EXISTS (SELECT 1 FROM desk_line d WHERE d.desk = $2 AND d.line = t.line)
ORDER BY t.last_event DESC LIMIT $3;

-- ticket_open_at_desk (desk text) -> ticket: what a desk has called or serves
SELECT {ticket t}
FROM ticket t LEFT JOIN line l ON l.line = t.line WHERE t.state IN ('called', 'serving') AND t.desk = $1;

-- tickets_of_lane (day int, line text, lane int, most int) -> ticket: who is first in one lane of a line
SELECT {ticket t; target_min = 0} FROM ticket t WHERE t.state = 'waiting' AND t.day = $1 AND t.line = $2 AND t.lane = $3 ORDER BY t.order_at, t.id LIMIT $4;

-- row deed = struct mc_event: id, recorded_at, kind, subject, actor, body

-- queue_acts_back (after int) -> deed: what happened in the queue, the newest first
SELECT {deed} FROM event
WHERE id > $1 AND kind >= 'ticket.' AND kind < 'ticket/' ORDER BY id DESC;

-- ticket_acts_back (ticket int) -> deed: what happened to one ticket, the newest first
SELECT {deed} FROM event
WHERE subject = $1 AND kind >= 'ticket.' AND kind < 'ticket/' ORDER BY id DESC;

-- calls_back (day int) -> deed: the day's calls and what takes them back, the newest first
SELECT {deed e} FROM ticket t JOIN event e ON e.subject = t.id
WHERE t.day = $1 AND e.kind IN ('ticket.called@1', 'ticket.called@2', 'ticket.undone@1') ORDER BY e.id DESC;

-- tickets_stale_waiting (day int) -> id: left waiting on an earlier day
SELECT id FROM ticket WHERE state = 'waiting' AND day < $1 ORDER BY day, line, lane, order_at, id;

-- tickets_stale_open (day int) -> id: left called or serving on an earlier day; by desk, for which there is an index
SELECT id FROM ticket WHERE state IN ('called', 'serving') AND day < $1 ORDER BY desk;

-- tickets_stale_parked (day int) -> id: put aside on an earlier day and forgotten
SELECT id FROM ticket WHERE state = 'parked' AND day < $1 ORDER BY day, line, id;

-- ticket_last_number (day int, series text) -> number
SELECT max(number) FROM ticket WHERE day = $1 AND series = $2;

-- ticket_id_of_number (day int, series text, number int) -> id
SELECT id FROM ticket WHERE day = $1 AND series = $2 AND number = $3;

-- row line_day = struct mc_line_day: line, priority_ratio, target_wait_min, priority_run = COALESCE(r.run, 0),
--     normal = COALESCE(d.normal, 0), priority = COALESCE(d.priority, 0), appointment = COALESCE(d.appointment, 0)

-- lines_of_day (day int) -> line_day: each line, and how many wait in each lane
SELECT {line_day l}
FROM line l LEFT JOIN line_day d ON d.day = $1 AND d.line = l.line LEFT JOIN lane_run r ON r.day = $1 AND r.line = l.line
ORDER BY l.line;

-- row desk_pool = struct mc_desk: lines, state

-- desk_pools () -> desk_pool: the own lines of each desk
SELECT {desk_pool} FROM desk ORDER BY rank, desk;

-- appointments_until (day int, line text, until int) -> number
SELECT count(*) FROM ticket WHERE state = 'waiting' AND day = $1 AND line = $2 AND lane = 2 AND order_at <= $3;

-- ticket_count_series (day int, series text) -> number: how many were issued
SELECT count(*) FROM ticket WHERE day = $1 AND series = $2;

-- lane_runs (day int, line text) -> number
SELECT run FROM lane_run WHERE day = $1 AND line = $2;

-- row line_head = struct mc_line_head: line, help, rank, target_min = l.target_wait_min, priority_ratio = l.priority_ratio

-- desk_lines (desk text) -> line_head: the lines of a desk in the order of its list
SELECT {line_head d}
FROM desk_line d JOIN line l ON l.line = d.line WHERE d.desk = $1 ORDER BY d.help, d.rank;

-- row line_live = struct mc_line: line, waiting = 0, waiting_priority = 0, oldest_since = 0, issued = 0, served = 0,
--     given = 0, last_number = 0, open_desks = 0

-- lines_live (day int) -> line_live: to be added up by line: what waits and since when, what was issued and served
-- today by the line a ticket is in now, the numbers that each series gave, and the desks open for it as their own
SELECT {line_live; waiting = count(*), waiting_priority = sum(CASE WHEN priority <> 'none' THEN 1 ELSE 0 END),
    oldest_since = min(waiting_since)} FROM ticket WHERE state = 'waiting' AND day = $1 GROUP BY line
UNION ALL
SELECT {line_live; issued = count(*), served = sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END)}
FROM ticket WHERE day = $1 GROUP BY line
UNION ALL
SELECT {line_live; line = series, given = count(*), last_number = max(number)} FROM ticket WHERE day = $1 GROUP BY series
UNION ALL
SELECT {line_live d; open_desks = count(*)} FROM desk_line d JOIN desk k ON k.desk = d.desk
WHERE d.help = 0 AND k.state = 1 GROUP BY d.line;

-- row call = struct mc_call: label, desk, desk_name = COALESCE(k.name_vi, ''), line, at = last_called_at, calls,
--     state mc_ticket_states

-- calls_last (day int, most int) -> call: those that nobody has answered yet, newest first
SELECT {call t}
FROM ticket t LEFT JOIN desk k ON k.desk = t.desk
WHERE t.state = 'called' AND t.day = $1 AND t.last_called_at IS NOT NULL ORDER BY t.last_called_at DESC, t.id DESC LIMIT $2;
