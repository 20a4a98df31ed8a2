-- Reading settings, lines, desks, staff, printers, catalogue and calendar.

-- settings_all ()
SELECT key, value FROM setting ORDER BY key;

-- setting_get (key text)
SELECT value FROM setting WHERE key = $1;

-- lines_all ()
SELECT line, name_vi, name_en, fields, kinds, open_at, close_at, first, last, target_wait_min, priority_ratio, daily_quota
FROM line ORDER BY line;

-- line_get (line text)
SELECT line, name_vi, name_en, fields, kinds, open_at, close_at, first, last, target_wait_min, priority_ratio, daily_quota
FROM line WHERE line = $1;

-- desks_all ()
SELECT k.desk, k.name_vi, k.name_en, k.lines, k.help_lines, k.state, k.reason, k.staff, COALESCE(s.name, ''), k.since
FROM desk k LEFT JOIN staff s ON s.staff = k.staff ORDER BY k.rank, k.desk;

-- desk_get (key text)
SELECT k.desk, k.name_vi, k.name_en, k.lines, k.help_lines, k.state, k.reason, k.staff, COALESCE(s.name, ''), k.since
FROM desk k LEFT JOIN staff s ON s.staff = k.staff WHERE k.key = $1 ORDER BY k.desk;

-- desk_rank (desk text): its place in the list, or that of a new one
SELECT COALESCE((SELECT rank FROM desk WHERE desk = $1), (SELECT count(*) FROM desk));

-- staff_all ()
SELECT staff, name, desk, roles FROM staff ORDER BY staff;

-- staff_get (key text)
SELECT staff, name, desk, roles FROM staff WHERE key = $1 ORDER BY staff;

-- printer_get (key text)
SELECT name FROM printer WHERE key = $1 ORDER BY name;

-- printers_all ()
SELECT p.name, p.queue, p.folder, p.driver, p.width, p.forms, COALESCE(s.trouble, ''), COALESCE(s.message, '')
FROM printer p LEFT JOIN printer_state s ON s.printer = p.name ORDER BY p.name;

-- procedures_all (): every version
SELECT code, variant, from_day, name_vi, name_en, field_vi, field_en, level, term_milli, term_unit, fee_vnd, components, source, unverified, name_fold
FROM procedure_version ORDER BY code, variant, from_day;

-- procedures_on (day int): the version of each that is valid on a day
SELECT p.code, p.variant, p.from_day, p.name_vi, p.name_en, p.field_vi, p.field_en, p.level, p.term_milli, p.term_unit, p.fee_vnd, p.components, p.source, p.unverified, p.name_fold
FROM procedure_version p
WHERE p.from_day = (SELECT max(q.from_day) FROM procedure_version q WHERE q.code = p.code AND q.variant = p.variant AND q.from_day <= $1)
ORDER BY p.code, p.variant;

-- procedure_on (code text, variant text, day int): the version valid on a day
SELECT code, variant, from_day, name_vi, name_en, field_vi, field_en, level, term_milli, term_unit, fee_vnd, components, source, unverified, name_fold
FROM procedure_version WHERE code = $1 AND variant = $2 AND from_day <= $3 ORDER BY from_day DESC LIMIT 1;

-- procedure_first (code text, variant text): whether any version stands
SELECT min(from_day) FROM procedure_version WHERE code = $1 AND variant = $2;

-- calendar_days (from_day int, to_day int)
SELECT day, kind, title, authority, status FROM calendar_day WHERE unit = '' AND day >= $1 AND day <= $2 ORDER BY day;

-- calendar_version (): changes whenever a day or a setting does
SELECT COALESCE((SELECT max(event) FROM calendar_day), 0) + COALESCE((SELECT max(event) FROM setting), 0);

-- setting_said (key text): the body of the event that set it last; likewise below
SELECT e.body FROM setting s JOIN event e ON e.id = s.event WHERE s.key = $1;

-- line_said (line text)
SELECT e.body FROM line s JOIN event e ON e.id = s.event WHERE s.line = $1;

-- desk_said (desk text)
SELECT e.body FROM desk s JOIN event e ON e.id = s.event WHERE s.desk = $1;

-- staff_said (staff text)
SELECT e.body FROM staff s JOIN event e ON e.id = s.event WHERE s.staff = $1;

-- printer_said (name text)
SELECT e.body FROM printer s JOIN event e ON e.id = s.event WHERE s.name = $1;

-- procedure_said (code text, variant text, from_day int)
SELECT e.body FROM procedure_version s JOIN event e ON e.id = s.event
WHERE s.code = $1 AND s.variant = $2 AND s.from_day = $3;

-- day_said (day int)
SELECT e.body FROM calendar_day s JOIN event e ON e.id = s.event WHERE s.unit = '' AND s.day = $1;

-- restored (): the event of the last restore, how many numbers it left out, and of which days
SELECT g.event, g.value, f.value, t.value
FROM setting g JOIN setting f ON f.key = 'restored.from_day' JOIN setting t ON t.key = 'restored.to_day'
WHERE g.key = 'restored.gap';
