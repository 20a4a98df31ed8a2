-- Reports. A unary plus keeps an index out of it: all of dossier_report is read once, in its own order.

-- row life = struct mc_life_row: touched = CASE WHEN last_event > $1 OR last_at >= $3 THEN id END, state, first_at,
--     life.field = field, life.channel = channel, life.accepted_at = accepted_at, life.ended_at = ended_at,
--     life.original_due_at = original_due_at, life.lawful_due_at = lawful_due_at, life.due_at = due_at,
--     life.apology_at = apology_at

-- report_dossiers (sure int, from_at int, end_at int, all_fields int, field text, all_units int, unit text, reach int) -> life: what could stand in a period
SELECT {life}
FROM dossier
WHERE ((first_at < $3 AND +last_event <= $1 AND (ended_at >= $2 OR ended_at IS NULL))
        OR (+last_event > $1 AND id <= $8))
    AND ($4 = 1 OR field = $5) AND ($6 = 1 OR unit = $7)
ORDER BY field;

-- report_first () -> number: the first event that a report looks at
SELECT COALESCE(min(id), 0) FROM dossier;

-- row life_begun = struct mc_life_row: touched = id, life.field = field, life.channel = channel

-- report_lives (all_fields int, field text, all_units int, unit text) -> life_begun: every dossier, for the definition
SELECT {life_begun} FROM dossier WHERE ($1 = 1 OR field = $2) AND ($3 = 1 OR unit = $4) ORDER BY field, id;

-- report_moves (dossier int, reach int, end_at int) -> move: the moves of a life that could be known, as of the end of a period; a mistaken entry is one whenever that was found
SELECT {move} FROM move
WHERE dossier = $1 AND event <= $2 AND (at < $3 OR state = 0)
ORDER BY event, n;

-- report_fields () -> text: every field that dossiers or the catalogue know
SELECT field FROM dossier UNION SELECT field_vi FROM procedure_version ORDER BY 1;

-- fields_listed () -> text: the catalogue's fields, each once: a seek for each, however many procedures there are
WITH RECURSIVE listed (field) AS (
    SELECT min(field_vi) FROM procedure_version
    UNION ALL
    SELECT (SELECT min(p.field_vi) FROM procedure_version p WHERE p.field_vi > l.field) FROM listed l WHERE l.field IS NOT NULL
)
SELECT field FROM listed WHERE field IS NOT NULL;

-- fields_taken () -> text: those of dossiers, likewise
WITH RECURSIVE taken (field) AS (
    SELECT min(field) FROM dossier
    UNION ALL
    SELECT (SELECT min(d.field) FROM dossier d WHERE d.field > t.field) FROM taken t WHERE t.field IS NOT NULL
)
SELECT field FROM taken WHERE field IS NOT NULL;

-- report_units () -> text: every unit that dossiers have
SELECT DISTINCT unit FROM dossier WHERE unit <> '' ORDER BY 1;
