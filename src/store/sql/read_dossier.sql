-- Reading dossiers. The columns of a dossier stand always in this order (mc_row_dossier in rows.c).

-- dossier_by_id (id int)
SELECT d.id, d.code, d.external_code, d.procedure, d.procedure_name, d.variant, d.field, d.unit, d.level, d.service_level,
    d.channel, d.return_way, d.state, d.submitted_at, d.accepted_at, d.original_due_at, d.lawful_due_at, d.due_at,
    d.resolved_at, d.returned_at, d.withdrawn_at, d.ended_at, d.apology_at, d.late_reason, d.due_provisional, d.officer,
    d.receiver, d.ticket, COALESCE(t.label, ''), d.sets, d.erased, d.late_entry, d.last_event, d.result_no,
    COALESCE(o.name, ''), COALESCE(o.id_number, ''), COALESCE(o.phone, ''), COALESCE(o.address, ''), COALESCE(o.birth, ''),
    COALESCE(o.sex, ''), COALESCE(o.pin, ''), COALESCE(s.name, ''), COALESCE(n.text, ''),
    (SELECT COALESCE(sum(amount), 0) FROM fee f WHERE f.dossier = d.id),
    (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'open'), d.last_at,
    (SELECT count(*) FROM fee f WHERE f.dossier = d.id),
    COALESCE(v.name_en, ''), COALESCE(k.name, d.officer), COALESCE(r.name, d.receiver),
    d.applicant_type, COALESCE(a.name, '')
FROM dossier d LEFT JOIN ticket t ON t.id = d.ticket
    LEFT JOIN procedure_version v ON v.code = d.procedure AND v.variant = d.variant AND v.from_day = d.from_day
    LEFT JOIN staff k ON k.staff = d.officer LEFT JOIN staff r ON r.staff = d.receiver
    LEFT JOIN party o ON o.dossier = d.id AND o.role = 'owner' LEFT JOIN party s ON s.dossier = d.id AND s.role = 'submitter'
    LEFT JOIN party a ON a.dossier = d.id AND a.role = 'representative'
    LEFT JOIN note n ON n.event = d.id AND n.kind = 'subject'
WHERE d.id = $1;

-- dossier_id_by_code (code_key text): ours first, then the other system's code
SELECT id FROM dossier WHERE code_key = $1 UNION ALL SELECT id FROM dossier WHERE external_key = $1 LIMIT 1;

-- dossier_last_serial (day int)
SELECT max(serial) FROM dossier WHERE day = $1;

-- dossier_ids (state int, due_before time, all_states int): for lists, newest first; late ones are picked in C
SELECT id FROM dossier
WHERE ($3 = 1 OR state = $1) AND ($2 IS NULL OR due_at < $2) ORDER BY accepted_at DESC NULLS LAST, id DESC;

-- dossier_ids_open_due (most int): open ones, late or due soonest first
SELECT id FROM dossier WHERE ended_at IS NULL AND due_at IS NOT NULL ORDER BY due_at, id LIMIT $1;

-- dossier_code_since (ticket int, event int): one taken in on a ticket after an event
SELECT code FROM dossier WHERE ticket = $1 AND ticket <> 0 AND id > $2 ORDER BY id LIMIT 1;

-- dossier_ids_ticket (ticket int)
SELECT id FROM dossier WHERE ticket = $1 AND ticket <> 0 ORDER BY id;

-- dossier_ids_id_number (id_number text, most int)
SELECT dossier FROM party WHERE id_number = $1 AND id_number <> '' ORDER BY dossier DESC LIMIT $2;

-- dossier_ids_phone (phone text, most int)
SELECT dossier FROM party WHERE phone = $1 AND phone <> '' ORDER BY dossier DESC LIMIT $2;

-- dossier_ids_code (low text, high text, most int): codes that begin so
SELECT id FROM dossier WHERE code_key >= $1 AND code_key < $2 ORDER BY code_key DESC LIMIT $3;

-- dossier_ids_serial (day int, serial int): the short form that screens show, 261123-0012
SELECT id FROM dossier WHERE day = $1 AND serial = $2;

-- dossier_serial_day (from_day int, to_day int, serial int): the last day that has a serial
SELECT max(day) FROM dossier WHERE day BETWEEN $1 AND $2 AND serial = $3;

-- dossier_ids_accepted (since time, most int): accepted since then, newest first
SELECT id FROM dossier WHERE accepted_at >= $1 ORDER BY accepted_at DESC, id DESC LIMIT $2;

-- dossier_count_accepted (since time)
SELECT count(*) FROM dossier WHERE accepted_at >= $1;

-- dossier_ids_external (low text, high text, most int): the same of the other system's codes
SELECT id FROM dossier WHERE external_key >= $1 AND external_key < $2 ORDER BY external_key DESC LIMIT $3;

-- word_next (after text, high text): the next word of the book in a range
SELECT word FROM word WHERE word > $1 AND word < $2 ORDER BY word LIMIT 1;

-- dossiers_with_word (word text, greatest int, most int): that have a word, downwards from one
SELECT dossier FROM word WHERE word = $1 AND dossier <= $2 ORDER BY dossier DESC LIMIT $3;

-- words_of_dossier (dossier int): from the names that stand in the book
SELECT name FROM party WHERE dossier = $1;

-- moves_of_dossier (dossier int): the life, in the order of its instants
SELECT event, n, at, transition, state, original_due_at, lawful_due_at, due_at, officer, actor, detail, late_entry, struck_by
FROM move WHERE dossier = $1 ORDER BY at, event, n;

-- moves_shown (dossier int): as `dossier show` lists them
SELECT m.event, m.at, e.recorded_at, e.kind, m.transition, m.state, COALESCE(p.name, m.actor), m.detail, m.struck_by, m.late_entry,
    COALESCE(n.text, ''), COALESCE(w.text, '')
FROM move m JOIN event e ON e.id = m.event LEFT JOIN staff p ON p.staff = m.actor
    LEFT JOIN note n ON n.event = m.event AND n.kind = 'reason' LEFT JOIN note w ON w.event = m.event AND w.kind = 'receiver'
WHERE m.dossier = $1 ORDER BY m.event, m.n;

-- events_beside_moves (dossier int): fees taken, undos, erasures: what is no move, in the columns of moves_shown
SELECT e.id, e.at, e.recorded_at, e.kind, '', 0, COALESCE(p.name, e.actor), '', NULL, 0, COALESCE(n.text, ''), ''
FROM event e LEFT JOIN staff p ON p.staff = e.actor LEFT JOIN note n ON n.event = e.id AND n.kind = 'reason'
WHERE e.subject = $1 AND e.kind NOT IN ('dossier.moved@1', 'dossier.imported@1') AND e.id <> $1 ORDER BY e.id;

-- dossier_events_since (dossier int, event int): what followed a step; looking, guessing, and taking back what stood behind it, is nothing
SELECT e.kind, e.recorded_at FROM event e
WHERE e.subject = $1 AND e.id > $2 AND e.kind NOT IN ('dossier.read@1', 'lookup.limited@1', 'dossier.undone@1')
    AND NOT EXISTS (SELECT 1 FROM move m WHERE m.dossier = $1 AND m.event = e.id AND m.struck_by IS NOT NULL)
ORDER BY e.id LIMIT 1;

-- components_of (dossier int)
SELECT name, originals, certified, copies FROM component WHERE dossier = $1 ORDER BY n;

-- fees_of (dossier int)
SELECT n, kind, amount, state, method, series, number, ground, taken_at FROM fee WHERE dossier = $1 ORDER BY n;

-- receipt_last_serial (series text)
SELECT max(serial) FROM receipt WHERE series = $1;

-- receipt_event_of_serial (series text, serial int)
SELECT event FROM receipt WHERE series = $1 AND serial = $2;

-- receipt_by_key (key text): its number as it was spelled
SELECT series || number FROM receipt WHERE key = $1;

-- dossier_facts (id int): what the table of transitions asks
SELECT d.code, d.state, d.accepted_at, d.last_at, (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'open'), d.erased,
    (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'taken')
FROM dossier d WHERE d.id = $1;

-- paper_last_copy (subject int, form text)
SELECT max(copy) FROM paper WHERE subject = $1 AND form = $2;

-- paper_first (subject int, form text): what every reprint repeats
SELECT record FROM paper WHERE subject = $1 AND form = $2 ORDER BY copy LIMIT 1;

-- paper_newest (subject int, form text)
SELECT id, record, copy, label FROM paper WHERE subject = $1 AND form = $2 ORDER BY copy DESC LIMIT 1;

-- paper_by_id (id int)
SELECT form, subject, label, copy, record, created_at FROM paper WHERE id = $1;

-- paper_of_act (event int, subject int): the paper that an act handed out, by the act's first event
SELECT p.id FROM paper p JOIN event e ON e.id = p.id
WHERE p.id IN ($1, $1 + 1) AND p.subject = $2 AND (p.id = $1 OR e.key IS NULL);

-- receipt_of_act (event int, dossier int): what a fee act took
SELECT r.amount, CASE WHEN r.series = '' THEN r.number ELSE r.series || r.number END
FROM fee f JOIN receipt r ON r.series = f.series AND r.number = f.number
WHERE f.dossier = $2 AND r.event = $1 LIMIT 1;
