-- Reading dossiers.

-- row dossier = struct mc_dossier: id, code, external_code, procedure, procedure_name, variant, field, unit, level,
--     service_level, channel, return_way mc_return_ways, state, submitted_at, accepted_at, original_due_at, lawful_due_at,
--     due_at, resolved_at, returned_at, withdrawn_at, ended_at, apology_at, late_reason, due_provisional, officer, receiver,
--     ticket, ticket_label = COALESCE(t.label, ''), sets, erased, late_entry, last_event, result_no,
--     owner = COALESCE(o.name, ''), owner_id = COALESCE(o.id_number, ''), owner_phone = COALESCE(o.phone, ''),
--     owner_address = COALESCE(o.address, ''), owner_birth = COALESCE(o.birth, ''), owner_sex = COALESCE(o.sex, ''),
--     pin = COALESCE(o.pin, ''), submitter = COALESCE(s.name, ''), subject = COALESCE(n.text, ''),
--     fee_vnd = (SELECT COALESCE(sum(amount), 0) FROM fee f WHERE f.dossier = d.id),
--     fee_open = (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'open'),
--     fee_paid = (SELECT CASE WHEN count(*) > 0 AND count(*) = sum(CASE WHEN f.state = 'open' THEN 0 ELSE 1 END) THEN 1 ELSE 0 END
--         FROM fee f WHERE f.dossier = d.id),
--     procedure_name_en = COALESCE(v.name_en, ''), officer_name = COALESCE(k.name, d.officer),
--     receiver_name = COALESCE(r.name, d.receiver),
--     organisation = CASE WHEN d.applicant_type = 'organisation' THEN 1 ELSE 0 END, representative = COALESCE(a.name, '')

-- dossier_by_id (id int) -> dossier
SELECT {dossier d}
FROM dossier d LEFT JOIN ticket t ON t.id = d.ticket
    LEFT JOIN procedure_version v ON v.code = d.procedure AND v.variant = d.variant AND v.from_day = d.from_day
    LEFT JOIN staff k ON k.staff = d.officer LEFT JOIN staff r ON r.staff = d.receiver
    LEFT JOIN party o ON o.dossier = d.id AND o.role = 'owner' LEFT JOIN party s ON s.dossier = d.id AND s.role = 'submitter'
    LEFT JOIN party a ON a.dossier = d.id AND a.role = 'representative'
    LEFT JOIN note n ON n.event = d.id AND n.kind = 'subject'
WHERE d.id = $1;

-- dossier_id_by_code (code_key text) -> number: ours first, then the other system's code
SELECT id FROM dossier WHERE code_key = $1 UNION ALL SELECT id FROM dossier WHERE external_key = $1 LIMIT 1;

-- dossier_last_serial (day int) -> number
SELECT max(serial) FROM dossier WHERE day = $1;

-- dossier_ids (state int, due_before time, all_states int) -> id: for lists, newest first; late ones are picked in C
SELECT id FROM dossier
WHERE ($3 = 1 OR state = $1) AND ($2 IS NULL OR due_at < $2) ORDER BY accepted_at DESC NULLS LAST, id DESC;

-- dossier_ids_open_due (most int) -> id: open ones, late or due soonest first
SELECT id FROM dossier WHERE ended_at IS NULL AND due_at IS NOT NULL ORDER BY due_at, id LIMIT $1;

-- dossier_code_since (ticket int, event int) -> text: one taken in on a ticket after an event
SELECT code FROM dossier WHERE ticket = $1 AND ticket <> 0 AND id > $2 ORDER BY id LIMIT 1;

-- dossier_ids_ticket (ticket int) -> id
SELECT id FROM dossier WHERE ticket = $1 AND ticket <> 0 ORDER BY id;

-- dossier_ids_id_number (id_number text, most int) -> id
SELECT dossier FROM party WHERE id_number = $1 AND id_number <> '' ORDER BY dossier DESC LIMIT $2;

-- dossier_ids_phone (phone text, most int) -> id
SELECT dossier FROM party WHERE phone = $1 AND phone <> '' ORDER BY dossier DESC LIMIT $2;

-- dossier_ids_code (low text, high text, most int) -> id: codes that begin so
SELECT id FROM dossier WHERE code_key >= $1 AND code_key < $2 ORDER BY code_key DESC LIMIT $3;

-- dossier_ids_serial (day int, serial int) -> id: the short form that screens show, 261123-0012
SELECT id FROM dossier WHERE day = $1 AND serial = $2;

-- dossier_serial_day (from_day int, to_day int, serial int) -> number: the last day that has a serial
SELECT max(day) FROM dossier WHERE day BETWEEN $1 AND $2 AND serial = $3;

-- dossier_ids_accepted (since time, most int) -> id: accepted since then, newest first
SELECT id FROM dossier WHERE accepted_at >= $1 ORDER BY accepted_at DESC, id DESC LIMIT $2;

-- dossier_count_accepted (since time) -> number
SELECT count(*) FROM dossier WHERE accepted_at >= $1;

-- dossier_ids_external (low text, high text, most int) -> id: the same of the other system's codes
SELECT id FROM dossier WHERE external_key >= $1 AND external_key < $2 ORDER BY external_key DESC LIMIT $3;

-- word_next (after text, high text) -> text: the next word of the book in a range
SELECT word FROM word WHERE word > $1 AND word < $2 ORDER BY word LIMIT 1;

-- dossiers_with_word (word text, greatest int, most int) -> id: that have a word, downwards from one
SELECT dossier FROM word WHERE word = $1 AND dossier <= $2 ORDER BY dossier DESC LIMIT $3;

-- words_of_dossier (dossier int) -> text: from the names that stand in the book
SELECT name FROM party WHERE dossier = $1;

-- row move = struct mc_move_row: event, move.at = at, move.transition = transition, move.state = state,
--     move.original_due_at = original_due_at, move.lawful_due_at = lawful_due_at, move.due_at = due_at, officer, detail, struck_by

-- moves_of_dossier (dossier int) -> move: the life, in the order of its instants
SELECT {move}
FROM move WHERE dossier = $1 ORDER BY at, event, n;

-- row dossier_event = struct mc_dossier_event: id = event, at, recorded_at = e.recorded_at, kind = e.kind, transition, state,
--     actor = COALESCE(p.name, m.actor), note = detail, struck = COALESCE(struck_by, 0), late_entry,
--     reason = COALESCE(n.text, ''), receiver = COALESCE(w.text, '')

-- moves_shown (dossier int) -> dossier_event: as `dossier show` lists them
SELECT {dossier_event m}
FROM move m JOIN event e ON e.id = m.event LEFT JOIN staff p ON p.staff = m.actor
    LEFT JOIN note n ON n.event = m.event AND n.kind = 'reason' LEFT JOIN note w ON w.event = m.event AND w.kind = 'receiver'
WHERE m.dossier = $1 ORDER BY m.event, m.n;

-- events_beside_moves (dossier int) -> dossier_event: fees taken, undos, erasures: what is no move
SELECT {dossier_event e; id = id, transition = '', state = 0, actor = COALESCE(p.name, e.actor), note = '', struck = 0,
    late_entry = 0, receiver = ''}
FROM event e LEFT JOIN staff p ON p.staff = e.actor LEFT JOIN note n ON n.event = e.id AND n.kind = 'reason'
WHERE e.subject = $1 AND e.kind NOT IN ('dossier.moved@1', 'dossier.moved@2', 'dossier.imported@1') AND e.id <> $1 ORDER BY e.id;

-- row later = struct mc_event: kind, recorded_at

-- dossier_events_since (dossier int, event int) -> later: what followed a step; looking, guessing, and taking back what stood behind it, is nothing
SELECT {later e} FROM event e
WHERE e.subject = $1 AND e.id > $2 AND e.kind NOT IN ('dossier.read@1', 'lookup.limited@1', 'dossier.undone@1')
    AND NOT EXISTS (SELECT 1 FROM move m WHERE m.dossier = $1 AND m.event = e.id AND m.struck_by IS NOT NULL)
ORDER BY e.id LIMIT 1;

-- row component = struct mc_component: name, originals, certified, copies

-- components_of (dossier int) -> component
SELECT {component} FROM component WHERE dossier = $1 ORDER BY n;

-- row fee = struct mc_fee: n, kind, amount, state, method, receipt = series || number, exempt = ground, taken_at

-- fees_of (dossier int) -> fee
SELECT {fee} FROM fee WHERE dossier = $1 ORDER BY n;

-- receipt_last_serial (series text) -> number
SELECT max(serial) FROM receipt WHERE series = $1;

-- receipt_event_of_serial (series text, serial int) -> id
SELECT event FROM receipt WHERE series = $1 AND serial = $2;

-- receipt_by_key (key text) -> text: its number as it was spelled
SELECT series || number FROM receipt WHERE key = $1;

-- row facts = struct mc_facts_row: facts.code = code, facts.state = state, facts.accepted_at = accepted_at, facts.last_at = last_at,
--     facts.due_at = due_at, facts.officer = officer,
--     facts.fee_open = (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'open'),
--     facts.receipt = (SELECT count(*) FROM fee f WHERE f.dossier = d.id AND f.state = 'taken'), erased

-- dossier_facts (id int) -> facts: what the table of steps asks
SELECT {facts d}
FROM dossier d WHERE d.id = $1;

-- paper_last_copy (subject int, form text) -> number
SELECT max(copy) FROM paper WHERE subject = $1 AND form = $2;

-- paper_first (subject int, form text) -> text: what every reprint repeats
SELECT record FROM paper WHERE subject = $1 AND form = $2 ORDER BY copy LIMIT 1;

-- paper_newest (subject int, form text) -> paper
SELECT {paper} FROM paper WHERE subject = $1 AND form = $2 ORDER BY copy DESC LIMIT 1;

-- row paper = struct mc_paper_row: form, subject, record

-- paper_by_id (id int) -> paper
SELECT {paper} FROM paper WHERE id = $1;

-- paper_of_act (event int, subject int) -> number: the paper that an act handed out, by the act's first event
SELECT p.id FROM paper p JOIN event e ON e.id = p.id
WHERE p.id IN ($1, $1 + 1) AND p.subject = $2 AND (p.id = $1 OR e.key IS NULL);

-- row receipt = struct mc_receipt_row: amount, receipt = r.series || r.number

-- receipt_of_act (event int, dossier int) -> receipt: what a fee act took
SELECT {receipt r}
FROM fee f JOIN receipt r ON r.series = f.series AND r.number = f.number
WHERE f.dossier = $2 AND r.event = $1 LIMIT 1;
