#!/bin/sh
# statements.sh: tools/embed_sql.py takes what is right and names what is wrong (TAP): a small
# schema with statements passes, then one fault after the other is planted.
set -eu
embed=$(dirname "$(readlink -f "$0")")/../../tools/embed_sql.py
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
cd "$house"

mkdir schema sql
cat >schema/0001_first.sql <<'END'
-- ledger: what happened
CREATE TABLE event (id INTEGER PRIMARY KEY, body TEXT);

-- A table of the book.
CREATE TABLE ticket (day INTEGER, number INTEGER, label TEXT, last INTEGER, PRIMARY KEY (day, number));

-- work: losable
-- without lying
CREATE TABLE job (id INTEGER PRIMARY KEY);
END
cat >sql/all.sql <<'END'
-- row ticket = struct mc_ticket: day, number, label mc_labels,
--     served.at = COALESCE(t.last, 0)

-- ticket_on (day int) -> ticket: of one day
SELECT {ticket t} FROM ticket t WHERE t.day = $1;

-- ticket_first () -> ticket
SELECT {ticket t; served.at = 0} FROM ticket t;

-- row id = int64_t

-- event_ids () -> id
SELECT id FROM event;

-- ticket_count () -> number
SELECT count(*) FROM ticket;

-- ticket_insert (day int, number int)
INSERT INTO ticket (day, number) VALUES ($1, $2);
END

number=0
tell() { # ok|not ok, what
    number=$((number + 1))
    echo "$1 $number - $2"
}
make() { # folder of the schema, folder of the statements
    python3 "$embed" made.h made.c made.d "$1" "$2" >said 2>&1
}
finds() { # what, expected words, the two folders
    if make "$3" "$4"; then
        tell 'not ok' "$1 is found"
    elif grep -qF -- "$2" said; then
        tell ok "$1 is found"
    else
        tell 'not ok' "$1 is found"
        sed 's/^/# /' said
    fi
}
planted() { # what, expected words, sed script for the statements
    sed "$3" sql/all.sql >planted/all.sql
    finds "$1" "$2" schema planted
}
holds() { # what, words of the C that is made
    if grep -qF -- "$2" made.c; then tell ok "$1"; else tell 'not ok' "$1"; fi
}
lacks() {
    if grep -qF -- "$2" made.c; then tell 'not ok' "$1"; else tell ok "$1"; fi
}

echo 1..20
if make schema sql; then
    tell ok 'a right file passes'
else
    tell 'not ok' 'a right file passes'
    sed 's/^/# /' said
fi
holds 'a row pastes its columns' 'SELECT t.day, t.number, t.label, COALESCE(t.last, 0) AS served_at FROM ticket t'
holds 'a statement says a column otherwise' 'SELECT t.day, t.number, t.label, 0 AS served_at FROM ticket t'
holds 'an unmarked table is book, in the order of its key' '{ "ticket", "day, number" }'
lacks 'a table of the ledger is no book' '{ "event"'
lacks 'a table of the work is no book' '{ "job"'

cp -r schema more
echo 'CREATE TABLE forgotten (id INTEGER PRIMARY KEY);' >more/0002_more.sql
make more sql || :
holds 'a new table is book without anybody saying so' '{ "forgotten", "id" }'
holds 'a new step of the schema is walked' 'mc_schema_step_count = 2'
echo 'CREATE TABLE heap (id INTEGER);' >more/0003_more.sql
finds 'a table of the book without a key' 'the table heap has no primary key' more sql
echo >more/0001_again.sql
finds 'a step that is there twice' 'there are two of step 1' more sql

mkdir planted
planted 'a column too few' 'gives the column None where row ticket has served_at' 's/{ticket t; .*}/t.day, t.number, t.label/'
planted 'a column of another name' 'gives the column number where row ticket has day' \
    's/{ticket t; .*}/t.number, t.day, t.label, 0 AS served_at/'
planted 'a column that no table has' 'no such column: t.number_of' 's/{ticket t}/{ticket t; number = t.number_of}/'
planted 'a member that the row lacks' 'row ticket has no member seen' 's/served.at = 0/seen = 0/'
planted 'a row that is nowhere' 'there is no row tickets' 's/(day int) -> ticket/(day int) -> tickets/'
planted 'a row that no statement gives' 'no statement gives the row id' 's/event_ids () -> id/event_ids () -> number/'
planted 'a statement that says no row' 'gives 1 columns: say which row it gives' 's/event_ids () -> id/event_ids ()/'
planted 'a row of a statement that gives none' 'gives 0 columns: it wants one' 's/number int)$/number int) -> id/'
planted 'a parameter that is not used' "declares 2 parameters and uses [1]" 's/ticket_on (day int)/ticket_on (day int, other int)/'
planted 'two of one name' 'event_ids stands twice' 's/ticket_count ()/event_ids ()/'
