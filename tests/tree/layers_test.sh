#!/bin/sh
# layers_test.sh: layers.sh finds what it is for (TAP). A small clean tree passes;
# then one fault against each rule is planted, and each must be named.
set -eu
layers=$(dirname "$(readlink -f "$0")")/layers.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
cd "$house"

# ---- a clean tree ----

mkdir -p include/motcua src/base src/core src/store/sql src/store/schema src/store/engine src/store/ledger \
    src/store/apply src/store/read src/ui src/print/crowd src/app tests/tree tools
echo '# file name reason' | tee tests/tree/globals >tests/tree/long-functions
echo 'src/base/log.c log_state a reason' >>tests/tree/globals
cat >include/motcua/status.h <<'END'
#include <stddef.h>
extern const char mc_name[];
END
echo '#include <motcua/status.h>' >include/motcua/date.h
echo '#include <motcua/date.h>' >include/motcua/store.h
cat >src/base/log.c <<'END'
#include <stdio.h>
#include <sys/stat.h>
static struct {
	char program[32]; /* static int not_really; */
} log_state = { "motcua" };
static const struct {
	int priority;
	const char *name;
} levels[] = { { 1, "static int x; // no comment" } };
static const char *const words[] = { "a" };
static int (*const checks[])(void) = { f };
static int helper(int a) {
	return a;
}
END
echo '#include "base/log.h"' >src/core/due.c
echo '#include <sqlite3.h>' >src/store/engine/sqlite.c
cat >src/store/schema/0001_first.sql <<'END'
-- ledger: what happened
CREATE TABLE event (id INTEGER);

CREATE TABLE ticket (id INTEGER);

-- work: losable
-- without lying
CREATE TABLE print_job (id INTEGER);
END
cat >src/store/sql/apply_queue.sql <<'END'
-- ticket_insert (id int): one
INSERT INTO ticket (id)
VALUES ($1);
-- ticket_by_id (id int): one
SELECT id FROM ticket WHERE id = $1 FOR UPDATE;
END
echo 'static int f(void) { return sql_ticket_insert(db, 1) + sql_ticket_by_id(db, 1); }' >src/store/apply/queue.c
echo 'static int f(void) { return sql_ticket_by_id(db, 1); }' >src/store/read/queue.c

status=0
"$layers" "$house" >clean 2>&1 || status=$?
echo 1..18
if [ "$status" -eq 0 ] && ! grep -q '^not ok' clean; then
    echo 'ok 1 - a clean tree passes'
else
    echo 'not ok 1 - a clean tree passes'
    sed 's/^/# /' clean
fi

# ---- the faults ----

echo '#include "store/statement.h"' >src/core/upwards.c
echo '#include <motcua/store.h>' >src/ui/door.c
echo '#include "base/str.h"' >include/motcua/due.h
echo '#include <sqlite3.h>' >src/app/stray.c
echo '#include <glib.h>' >src/base/foreign.c
echo '#include <sodium.h>' >src/store/ledger/seal.c
echo 'const char *text = "DELETE FROM ticket";' >src/store/literal.c
echo 'static int g(void) { return sql_ticket_insert(db, 1); }' >src/store/second_hand.c
echo '	act.who = (struct mc_identity){ .staff = "duc" };' >src/ui/forged.c
seq 501 | sed 's/.*/int a&;/' >src/core/endless.c
for n in 01 02 03 04 05 06 07 08 09 10 11 12 13; do : >src/print/crowd/part$n.c; done
{ echo 'int mc_long(int a,'; echo '	int b)'; echo '{'; seq 60 | sed 's/.*/	f(&);/'; echo '}'; } >src/core/long.c
echo 'extern int mc_counter;' >src/core/counter.h
printf 'static int calls;\nstatic int (*hook)(void);\nvoid f(void) {\n\tstatic const char *last;\n}\n' >src/core/memory.c
echo 'int x; // why' >src/core/comment.c
echo 'src/base/log.c gone a reason no longer true' >>tests/tree/long-functions
"$layers" "$house" >faulty 2>&1 && touch passed

number=1
expect() {
    number=$((number + 1))
    if grep -q "^# $1" faulty; then
        echo "ok $number - $2 is found"
    else
        echo "not ok $number - $2 is found"
        sed 's/^/# /' faulty
    fi
}
expect 'src/core/upwards.c:1: core must not include "store/statement.h"' 'an include upwards'
expect 'src/ui/door.c:1: ui must not include <motcua/store.h>' 'a screen at the door of the store'
expect 'include/motcua/due.h:1: a public header includes' 'a private header in a public one'
expect 'src/app/stray.c:1: <sqlite3.h> belongs into' 'a library away from its home'
expect 'src/base/foreign.c:1: <glib.h> has no home' 'a library without a home'
expect 'src/store/ledger/seal.c:1: <sodium.h> belongs into src/base/crypto' 'a second file with sodium'
expect 'src/store/literal.c:1:' 'SQL in C'
expect 'src/store/second_hand.c:1: sql_ticket_insert() changes the book' 'a second hand in the book'
expect 'src/ui/forged.c:1:' 'an identity made elsewhere'
expect 'src/core/endless.c: 501 lines' 'a file that is too long'
expect 'src/print/crowd: 13 files' 'a folder that is crowded'
expect 'src/core/long.c: mc_long() has 64 lines' 'a function that is too long'
expect 'src/core/counter.h:1:extern int mc_counter' 'a mutable object in a header'
expect 'src/core/memory.c:4: last can change' 'a mutable object in a function'
expect 'src/core/memory.c:2: hook can change' 'a mutable pointer to a function'
expect 'src/core/comment.c:1:' 'a // comment'
expect 'tests/tree/long-functions: src/base/log.c gone() is not long' 'an exception that is out of date'
[ ! -e passed ]
