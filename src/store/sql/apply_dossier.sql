-- The book of dossiers: written by apply/dossier.c.

-- dossier_insert (id int, code text, code_key text, external_code text, external_key text, day time, serial time, procedure text, variant text, from_day int, procedure_name text, field text, unit text, level text, service_level text, applicant_type text, channel int, return_way text, state int, submitted_at time, due_provisional int, receiver text, ticket int, sets int, late_reason text, late_entry int, at int)
INSERT INTO dossier (id, code, code_key, external_code, external_key, day, serial, procedure, variant, from_day, procedure_name, field, unit, level, service_level, applicant_type, channel, return_way, state, submitted_at, due_provisional, receiver, ticket, sets, late_reason, late_entry, officer, result_no, erased, last_event, first_at, last_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, '', '', 0, $1, $27, $27);

-- dossier_fold (id int, state int, accepted_at time, original_due_at time, lawful_due_at time, due_at time, resolved_at time, returned_at time, withdrawn_at time, ended_at time, apology_at time, officer text, result_no text, last_event int, first_at int, last_at int): the latest page, out of the moves that stand
UPDATE dossier SET state = $2, accepted_at = $3, original_due_at = $4, lawful_due_at = $5, due_at = $6, resolved_at = $7,
    returned_at = $8, withdrawn_at = $9, ended_at = $10, apology_at = $11, officer = $12, result_no = $13,
    last_event = $14, first_at = $15, last_at = $16
WHERE id = $1;

-- dossier_erase (id int, event int)
UPDATE dossier SET erased = 1, late_reason = '', last_event = $2 WHERE id = $1;

-- move_insert (dossier int, event int, n int, at int, transition text, state int, original_due_at time, lawful_due_at time, due_at time, officer text, actor text, detail text, late_entry int)
INSERT INTO move (dossier, event, n, at, transition, state, original_due_at, lawful_due_at, due_at, officer, actor, detail, late_entry)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- move_strike (dossier int, event int, struck_by int): every row of one event
UPDATE move SET struck_by = $3 WHERE dossier = $1 AND event = $2 AND struck_by IS NULL;

-- party_insert (dossier int, role text, name text, id_number text, phone text, address text, birth text, sex text, pin text)
INSERT INTO party (dossier, role, name, id_number, phone, address, birth, sex, pin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- party_delete (dossier int)
DELETE FROM party WHERE dossier = $1;

-- word_insert (word text, dossier int)
INSERT INTO word (word, dossier) VALUES ($1, $2) ON CONFLICT (word, dossier) DO NOTHING;

-- word_delete (dossier int, word text)
DELETE FROM word WHERE word = $2 AND dossier = $1;

-- words_clear (): before they are made anew
DELETE FROM word;

-- row party_name = struct mc_party_name: dossier, name

-- party_names () -> party_name: all that stand in the book
SELECT {party_name} FROM party;

-- row coded = struct mc_coded: id, code, external = external_code

-- dossier_codes () -> coded: oldest first
SELECT {coded} FROM dossier ORDER BY id;

-- dossier_keys_put (id int, code_key text, external_key text)
UPDATE dossier SET code_key = $2, external_key = $3 WHERE id = $1;

-- dossier_fields () -> made: itself
SELECT DISTINCT {made; text = field, was = field} FROM dossier;

-- dossier_field_mend (field text, mended text)
UPDATE dossier SET field = $2 WHERE field = $1;

-- note_insert (event int, kind text, dossier int, text text)
INSERT INTO note (event, kind, dossier, text) VALUES ($1, $2, $3, $4);

-- note_delete (dossier int)
DELETE FROM note WHERE dossier = $1;

-- component_insert (dossier int, n int, name text, originals int, certified int, copies int)
INSERT INTO component (dossier, n, name, originals, certified, copies) VALUES ($1, $2, $3, $4, $5, $6);

-- component_delete (dossier int)
DELETE FROM component WHERE dossier = $1;
