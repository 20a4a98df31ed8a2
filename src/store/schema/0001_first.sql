-- The first schema. Plain SQL that both engines take: PostgreSQL reads it after
-- word substitutions (INTEGER → bigint, BLOB → bytea, " STRICT, WITHOUT ROWID" and " STRICT" → "").
-- Instants are UTC milliseconds, days are civil days since 1970-01-01. Lists of more than
-- two names in a CHECK are written with OR: for IN, SQLite builds a table at every write.
-- Every table is book, which apply/ alone writes, and which verify makes anew and compares, unless a line
-- “-- ledger: …” or “-- work: …” stands above it; “-- ledger and book: …” is made anew, but ledger/ writes it.

-- ---- ledger: what happened. Append-only; held by triggers (0001_first.sqlite.sql) ----

-- ledger: the book is made of it
CREATE TABLE event (
    id INTEGER PRIMARY KEY,            -- office << 40 | n, n without gaps
    at INTEGER NOT NULL,               -- when it happened
    recorded_at INTEGER NOT NULL,      -- when it was written
    kind TEXT NOT NULL,                -- name@version
    subject INTEGER NOT NULL,          -- the thing it is about; a thing's id is its first event's
    actor TEXT NOT NULL,               -- staff name
    door TEXT NOT NULL,
    key BLOB,                          -- request key, on the first event of an act
    body TEXT NOT NULL,                -- JSON of decided values, nothing personal
    veil BLOB,                         -- BLAKE2b(salt, private body)
    link BLOB NOT NULL                 -- BLAKE2b over the fields and the link before
) STRICT;
CREATE UNIQUE INDEX event_key ON event (key) WHERE key IS NOT NULL;
CREATE INDEX event_subject ON event (subject, id);

-- ledger: what is personal of an event
CREATE TABLE private (
    event INTEGER PRIMARY KEY REFERENCES event (id),
    salt BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- ledger and book: a row wherever the day of recording changes from one event to the next: what was
-- known on a day is read off it. Days rise, unless a clock was set back.
CREATE TABLE recorded_day (
    first_event INTEGER PRIMARY KEY,
    day INTEGER NOT NULL
) STRICT;

-- ---- book: everything the events say. Only apply/ writes it ----

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    event INTEGER NOT NULL
) STRICT;

CREATE INDEX setting_event ON setting (event); -- the newest, asked for by every act that looks at the calendar

CREATE TABLE line (
    line TEXT PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    fields TEXT NOT NULL,
    kinds TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1),
    last INTEGER NOT NULL,
    target_wait_min INTEGER NOT NULL,
    priority_ratio INTEGER NOT NULL CHECK (priority_ratio >= 1),
    daily_quota INTEGER NOT NULL,
    open_at TEXT NOT NULL,
    close_at TEXT NOT NULL,
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE desk (
    desk TEXT PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    lines TEXT NOT NULL,
    help_lines TEXT NOT NULL,
    rank INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    reason TEXT NOT NULL,
    staff TEXT NOT NULL,
    since INTEGER NOT NULL,
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_line (
    desk TEXT NOT NULL,
    line TEXT NOT NULL,
    help INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (desk, line)
) STRICT;

CREATE TABLE staff (
    staff TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles INTEGER NOT NULL,
    desk TEXT NOT NULL,
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE printer (
    name TEXT PRIMARY KEY,
    queue TEXT NOT NULL,
    folder TEXT NOT NULL,
    driver TEXT NOT NULL,
    width TEXT NOT NULL,
    forms TEXT NOT NULL,
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE procedure_version (
    code TEXT NOT NULL,
    variant TEXT NOT NULL,
    from_day INTEGER NOT NULL,         -- valid until the next row begins
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    field_vi TEXT NOT NULL,
    field_en TEXT NOT NULL,
    level TEXT NOT NULL,
    term_milli INTEGER NOT NULL,
    term_unit TEXT NOT NULL,
    fee_vnd INTEGER NOT NULL CHECK (fee_vnd >= 0),
    components TEXT NOT NULL,
    source TEXT NOT NULL,
    unverified INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (code, variant, from_day)
) STRICT;
CREATE INDEX procedure_field ON procedure_version (field_vi);

CREATE TABLE calendar_day (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'holiday' OR kind = 'make_up_off' OR kind = 'swap_off' OR kind = 'swap_work'),
    title TEXT NOT NULL,
    authority TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('official', 'provisional')),
    event INTEGER NOT NULL,
    PRIMARY KEY (unit, day)
) STRICT;
CREATE INDEX calendar_day_event ON calendar_day (event);

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    series TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    label TEXT NOT NULL,
    line TEXT NOT NULL,
    kind TEXT NOT NULL,
    priority TEXT NOT NULL,
    lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 2), -- 0 normal, 1 priority, 2 appointment
    state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'done'
        OR state = 'missed' OR state = 'parked' OR state = 'cancelled' OR state = 'expired'),
    desk TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    order_at INTEGER NOT NULL,         -- appointment in lane 2, else waiting_since
    appointment_at INTEGER,
    called_at INTEGER,                 -- the first call of this wait
    last_called_at INTEGER,            -- the last, which the board shows
    arrived_at INTEGER,
    served_at INTEGER,
    done_at INTEGER,
    calls INTEGER NOT NULL,
    ahead INTEGER NOT NULL,
    reason TEXT NOT NULL,
    legs INTEGER NOT NULL,             -- finished waits before this one
    last_event INTEGER NOT NULL,
    UNIQUE (day, series, number),
    CHECK (state NOT IN ('called', 'serving') OR (called_at IS NOT NULL AND desk <> '')),
    CHECK (state <> 'serving' OR served_at IS NOT NULL),
    CHECK ((state = 'done' OR state = 'missed' OR state = 'cancelled' OR state = 'expired') = (done_at IS NOT NULL))
) STRICT;
-- With the state, so that counting who waits reads the index alone; in front, so that it is taken before wider ones.
CREATE INDEX ticket_waiting ON ticket (state, day, line, lane, order_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX ticket_desk ON ticket (desk) WHERE state IN ('called', 'serving');
CREATE INDEX ticket_parked ON ticket (day, line) WHERE state = 'parked';
CREATE INDEX ticket_called ON ticket (day, last_called_at) WHERE last_called_at IS NOT NULL;

-- How many priority calls by rule 3 ran since the last normal one, per line and day.
CREATE TABLE lane_run (
    day INTEGER NOT NULL,
    line TEXT NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (day, line)
) STRICT;

-- One finished wait-and-serve of a ticket.
CREATE TABLE leg (
    ticket INTEGER NOT NULL,
    n INTEGER NOT NULL,
    line TEXT NOT NULL,
    desk TEXT NOT NULL,
    staff TEXT NOT NULL,
    outcome TEXT NOT NULL,
    waiting_since INTEGER NOT NULL,
    called_at INTEGER,
    arrived_at INTEGER,
    served_at INTEGER,
    ended_at INTEGER NOT NULL,
    PRIMARY KEY (ticket, n)
) STRICT;

CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL UNIQUE,     -- upper case
    external_code TEXT NOT NULL,
    external_key TEXT UNIQUE,          -- upper case, null where none
    day INTEGER,                       -- of our own code; null for a foreign one
    serial INTEGER,
    procedure TEXT NOT NULL,
    variant TEXT NOT NULL,
    from_day INTEGER NOT NULL,         -- version of the procedure on its day
    procedure_name TEXT NOT NULL,
    field TEXT NOT NULL,
    unit TEXT NOT NULL,
    level TEXT NOT NULL,
    service_level TEXT NOT NULL,
    applicant_type TEXT NOT NULL,
    channel INTEGER NOT NULL CHECK (channel BETWEEN 1 AND 3),
    return_way TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10),
    submitted_at INTEGER,
    accepted_at INTEGER,
    original_due_at INTEGER,
    lawful_due_at INTEGER,
    due_at INTEGER,
    due_provisional INTEGER NOT NULL,
    resolved_at INTEGER,
    returned_at INTEGER,
    withdrawn_at INTEGER,
    ended_at INTEGER,
    apology_at INTEGER,
    late_reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    receiver TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    sets INTEGER NOT NULL,
    result_no TEXT NOT NULL,
    late_entry INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    first_at INTEGER NOT NULL,         -- of the first and the last move that stand
    last_at INTEGER NOT NULL,
    UNIQUE (day, serial),
    CHECK (resolved_at IS NULL OR accepted_at IS NULL OR accepted_at <= resolved_at),
    CHECK (returned_at IS NULL OR resolved_at IS NULL OR resolved_at <= returned_at)
) STRICT;
CREATE INDEX dossier_ticket ON dossier (ticket) WHERE ticket <> 0;
CREATE INDEX dossier_open ON dossier (due_at, id) WHERE ended_at IS NULL;
CREATE INDEX dossier_accepted ON dossier (accepted_at, id);
CREATE INDEX dossier_last ON dossier (last_event);
-- Everything that reports ask of a dossier nobody touched since, in the order of report_dossiers.
CREATE INDEX dossier_report ON dossier (field, last_event, first_at, accepted_at, ended_at, last_at, unit, channel,
    state, original_due_at, lawful_due_at, due_at, apology_at);

-- A dossier's life: rows inserted once and struck out at most once, like a clerk's book. They lie
-- together by dossier, so that folding a life reads one page.
CREATE TABLE move (
    dossier INTEGER NOT NULL,
    event INTEGER NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    transition TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10),
    original_due_at INTEGER,
    lawful_due_at INTEGER,
    due_at INTEGER,
    officer TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL,              -- result number, way of return, late-reason code
    late_entry INTEGER NOT NULL,
    struck_by INTEGER,
    PRIMARY KEY (dossier, event, n)
) STRICT, WITHOUT ROWID;

-- As declared then; one person is an index on the ID number, not a register.
CREATE TABLE party (
    dossier INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'submitter')),
    name TEXT NOT NULL,
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    birth TEXT NOT NULL,
    sex TEXT NOT NULL,
    pin TEXT NOT NULL,
    PRIMARY KEY (dossier, role)
) STRICT;
CREATE INDEX party_id_number ON party (id_number) WHERE id_number <> '';
CREATE INDEX party_phone ON party (phone) WHERE phone <> '';

-- Words of names without marks.
CREATE TABLE word (
    word TEXT NOT NULL,
    dossier INTEGER NOT NULL,
    PRIMARY KEY (word, dossier)
) STRICT;

-- Free text: subject, reasons, names of receivers.
CREATE TABLE note (
    event INTEGER NOT NULL,
    kind TEXT NOT NULL,
    dossier INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (event, kind)
) STRICT;
CREATE INDEX note_dossier ON note (dossier);

CREATE TABLE component (
    dossier INTEGER NOT NULL,
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    originals INTEGER NOT NULL CHECK (originals BETWEEN 0 AND 99),
    certified INTEGER NOT NULL CHECK (certified BETWEEN 0 AND 99),
    copies INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 99),
    PRIMARY KEY (dossier, n)
) STRICT;

CREATE TABLE fee (
    dossier INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    state TEXT NOT NULL CHECK (state = 'open' OR state = 'taken' OR state = 'exempt'),
    method TEXT NOT NULL,
    series TEXT NOT NULL,
    number TEXT NOT NULL,
    ground TEXT NOT NULL,
    taken_at INTEGER,
    cashier TEXT NOT NULL,
    PRIMARY KEY (dossier, n)
) STRICT;

CREATE TABLE receipt (
    series TEXT NOT NULL,
    number TEXT NOT NULL,
    serial INTEGER NOT NULL,           -- 0: a number of the office's own receipts
    dossier INTEGER NOT NULL,
    event INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    method TEXT NOT NULL,
    cashier TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (series, number)
) STRICT;
CREATE INDEX receipt_serial ON receipt (series, serial);

CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    subject INTEGER NOT NULL,
    label TEXT NOT NULL,               -- ticket label or dossier code
    copy INTEGER NOT NULL CHECK (copy >= 1),
    created_at INTEGER NOT NULL,
    record TEXT NOT NULL,              -- frozen; "" once erased
    UNIQUE (subject, form, copy)
) STRICT;

CREATE TABLE seal (
    event INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    through INTEGER NOT NULL           -- last event it covers
) STRICT;

-- ---- work: losable without lying ----

-- work: on the way to a printer
CREATE TABLE print_job (
    paper INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,                -- random: the CUPS job's name
    form TEXT NOT NULL,
    label TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent'
        OR state = 'done' OR state = 'unknown' OR state = 'failed' OR state = 'dropped'),
    printer TEXT NOT NULL,
    queue TEXT NOT NULL,
    cups_id INTEGER NOT NULL,
    settled INTEGER NOT NULL,          -- nothing more will be learnt of it
    attempts INTEGER NOT NULL,
    message TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_open ON print_job (next_at, paper) WHERE settled = 0;
-- Of settled jobs only, so that the act which makes a job writes one tree less.
CREATE INDEX print_job_changed ON print_job (changed_at) WHERE settled = 1;
CREATE INDEX print_job_trouble ON print_job (changed_at, paper) WHERE state = 'failed' OR state = 'unknown';
