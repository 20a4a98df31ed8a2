#!/bin/sh
# layers.sh [TREE]: the rules of the house that can be read off the source (TAP).
#
# Which room may include which, where each outside library lives, who changes the
# book, how long files and functions may be. layers_test.sh plants a fault against
# each rule and sees it found.
set -eu
tree=${1:-${MC_SOURCE:-$(dirname "$0")/../..}}
cd "$tree"
export LC_ALL=C.UTF-8

# ---- the rules ----

# A room and what it may include besides itself. Public headers belong to the
# floor at which they may first be used: "public" is for every room above base.
rooms='
base:
core:   base public
store:  base public core view door
paper:  base public core view
print:  base public core view paper
ui:     base public core view
show:   base public core view
web:    base public core view paper show
app:    base public core view door store paper print ui show web
cmd:    base public core view door store paper print ui show web app
'

# A public header and its floor.
headers='
status base   text base
date public   due public   code public   ticket public   dossier public   act public   hours public
line public   desk public   staff public   identity public   printer public   paper public
view view     store door    report door
'

# An outside header (extended regular expression), and the files that may include it.
homes='
sqlite3\.h                     src/store/engine/sqlite[a-z_]*\.[ch]
libpq-fe\.h                    src/store/engine/postgres\.c
(curses|ncurses.*|term)\.h     src/ui/terminal/term_(curses|type)\.c
cups/.*                        src/print/cups\.c
(pango|cairo).*                src/print/draw/[a-z_]*\.[ch]
qrencode\.h                    src/print/draw/qr\.c
microhttpd\.h                  src/web/http\.c
jansson\.h                     src/base/json/foreign\.c
utf8proc\.h                    src/base/(text/)?[a-z0-9_]*\.c
sodium\.h                      src/base/crypto\.c
'

# Headers of the C library and the compiler; anything else is an outside library and needs a home.
libc='aio|assert|ctype|dirent|errno|fcntl|fnmatch|ftw|getopt|glob|inttypes|langinfo|libgen|limits|locale|math|netdb|poll|pthread|pwd|grp|sched|setjmp|signal|spawn|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|syslog|termios|time|unistd|wchar|wctype|sys/[a-z_]*|linux/[a-z_]*|sanitizer/asan_interface'

longest_file=500
longest_function=60
most_files=12
# Where a subject has one file an entry of its list, more are no crowd.
lists='src/cmd/nouns'

# ---- tools ----

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

test_number=0
failures=0

# verdict CHECK NAME: the check prints its findings, one a line; none is good.
verdict() {
    test_number=$((test_number + 1))
    findings=$($1 || true)
    if [ -z "$findings" ]; then
        echo "ok $test_number - $2"
    else
        failures=$((failures + 1))
        echo "not ok $test_number - $2"
        printf '%s\n' "$findings" | sed 's/^/# /'
    fi
}

sources() { find src include -name '*.[ch]' | sort; }

# "file:line header" for each include, quoted ones with the quotes on.
includes() {
    sources | xargs -r grep -nE '^[[:space:]]*#[[:space:]]*include' |
        sed -nE 's/^([^:]*:[0-9]+):[^<"]*([<"])([^>"]*).*/\1 \2\3/p'
}

# Source without comments and without the contents of strings, same lines.
bare() {
    awk '{
        line = $0; out = ""
        while (line != "") {
            if (comment) {
                at = index(line, "*/")
                if (!at) { line = ""; break }
                line = substr(line, at + 2); comment = 0
            } else if (substr(line, 1, 2) == "/*") { comment = 1; line = substr(line, 3)
            } else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^\047([^\047\\]|\\.)*\047/)) {
                out = out "\"\""; line = substr(line, RLENGTH + 1)
            } else { out = out substr(line, 1, 1); line = substr(line, 2) }
        }
        print out
    }' "$1"
}

# ---- the checks ----

includes_downwards() {
    includes | awk -v rooms="$rooms" -v headers="$headers" '
        BEGIN {
            n = split(rooms, row, "\n")
            for (i = 1; i <= n; i++) {
                m = split(row[i], word, /[: ]+/)
                for (k = 2; k <= m; k++) if (word[k] != "") may[word[1], word[k]] = 1
                may[word[1], word[1]] = 1
            }
            n = split(headers, word, /[ \n]+/)
            for (i = 2; i < n; i += 2) floor[word[i]] = word[i + 1]
        }
        {
            split($1, at, ":"); split(at[1], part, "/")
            room = part[1] == "include" ? "include" : part[2]
            name = substr($2, 2)
            if (name ~ /^motcua\//) {
                header = name; sub(/^motcua\//, "", header); sub(/\.h$/, "", header)
                if (!(header in floor)) print $1 ": <" name "> stands on no floor of layers.sh"
                else if (room != "include" && floor[header] != room && !((room, floor[header]) in may))
                    print $1 ": " room " must not include <" name ">"
            } else if (substr($2, 1, 1) == "\"") {
                if (name == "sql.h" && room == "store") next # made from src/store/sql
                if (name !~ /\//) { print $1 ": \"" name "\" needs its room in front"; next }
                split(name, to, "/")
                if (room == "include") print $1 ": a public header includes the private \"" name "\""
                else if (!((room, to[1]) in may)) print $1 ": " room " must not include \"" name "\""
            }
        }'
}

libraries_at_home() {
    includes | awk -v homes="$homes" -v libc="$libc" '
        BEGIN {
            n = split(homes, row, "\n")
            for (i = 1; i <= n; i++)
                if (split(row[i], word, / +/) >= 2) { rules++; header[rules] = word[1]; home[rules] = word[2] }
        }
        substr($2, 1, 1) == "<" {
            name = substr($2, 2); split($1, at, ":")
            if (name ~ /^motcua\// || name ~ ("^(" libc ")\\.h$")) next
            for (i = 1; i <= rules; i++) if (name ~ ("^" header[i] "$")) {
                if (at[1] !~ ("^" home[i] "$")) print $1 ": <" name "> belongs into " home[i]
                next
            }
            print $1 ": <" name "> has no home in layers.sh"
        }'
}

# "kind table" for every table: book, where no mark above it says ledger or work (schema/0001_first.sql).
tables() {
    cat src/store/schema/*_*.sql 2>/dev/null | awk '
        /^CREATE TABLE/ { print kind ? kind : "book", $3 }
        /^-- (ledger|work)( and book)?: / { kind = $2; sub(/:.*/, "", kind); next }
        !/^--/ { kind = "" }'
}

# "block file kind": the named blocks that change something, and of which kind of table.
writes() {
    tables >"$scratch/tables"
    find src/store/sql -name '*.sql' 2>/dev/null | sort | xargs -r awk -v tables="$scratch/tables" '
        BEGIN { while ((getline line < tables) > 0) { split(line, word, " "); kind[word[2]] = word[1] } }
        /^-- [a-z0-9_]+ *\(/ { block = $2; sub(/\(.*/, "", block); next }
        /^--/ { next }
        { text = text " " $0 }
        /;[[:space:]]*$/ {
            text = tolower(text)
            if (match(text, /(insert +(or +[a-z]+ +)?into|replace +into|delete +from|update) +[a-z_]+/)) {
                table = substr(text, RSTART, RLENGTH); sub(/.* /, "", table)
                print block, FILENAME, (table in kind) ? kind[table] : "unknown:" table
            }
            text = ""
        }'
}

# The book's tables are changed by apply/, the ledger's by event.c, ledger/ and apply/, work by anybody in the store.
book_has_one_hand() {
    writes | while read -r block file kind; do
        case $kind in
        book) user='src/store/apply/[a-z_]*\.[ch]' ;;
        ledger) user='src/store/(event|(ledger|apply)/[a-z_]*)\.[ch]' ;;
        work) user='src/store/[a-z_/]*\.[ch]' ;;
        *) echo "$file: $block writes $kind, which no schema has"; continue ;;
        esac
        sources | xargs -r grep -nE "\bsql_${block}[[:space:]]*\(" | grep -vE "^$user:" |
            sed "s#:[^:]*\$#: sql_${block}() changes the $kind: only $user may#"
    done
}

# How somebody is known is said where a person becomes an identity, and nowhere else.
identities_made_once() {
    sources | grep -v '^src/app/session\.c$' |
        xargs -r grep -nE 'how[[:space:]]*=[[:space:]]*MC_KNOWN_|who(\.|->)how[[:space:]]*=[^=]|\(struct mc_identity\)[[:space:]]*\{[[:space:]]*\.' |
        sed 's#$#: only src/app/session.c makes an identity#'
}

# Changing statements stand in .sql files, not in C.
sql_in_its_place() {
    sources | xargs -r grep -nE \
        '"[^"]*(INSERT (OR [A-Z]+ )?INTO|UPDATE [a-z_]+ SET|DELETE FROM|REPLACE INTO)' |
        sed 's/$/ — SQL stands in src\/store\/sql/'
}

files_short() {
    find src include tests tools -name '*.[ch]' -o -name '*.sql' -o -name '*.py' -o -name '*.sh' | sort |
        xargs -r wc -l | awk -v most="$longest_file" \
            '$2 != "total" && $1 > most { print $2 ": " $1 " lines, at most " most }'
}

# Beyond a dozen a reader no longer sees the subject: the folder is split by it.
folders_uncrowded() {
    find src -name '*.c' | sed 's|/[^/]*$||' | sort | uniq -c | while read -r count folder; do
        case " $lists " in *" $folder "*) continue ;; esac
        [ "$count" -le "$most_files" ] || echo "$folder: $count files, at most $most_files: split it by subject"
    done
}

# "file function lines" for every function of the program. (A test's length is mostly its table's.)
functions() {
    find src -name '*.c' | sort | while read -r file; do
        bare "$file" | awk -v file="$file" '
            macro { macro = /\\$/; next }
            /^[[:space:]]*#/ { macro = /\\$/; next }
            body {
                if (/^}/) { print file, name, NR - start + 1; body = 0; text = "" }
                next
            }
            skip { if (/^}/) { skip = 0; text = "" } next }
            text == "" { start = NR }
            { text = text " " $0 }
            /\{[[:space:]]*$/ {
                if (text ~ /\(/ && text !~ /=/) {
                    name = text; sub(/\(.*/, "", name); sub(/[[:space:]]+$/, "", name); sub(/.*[ *]/, "", name)
                    body = 1
                } else skip = 1
                next
            }
            /[;}][[:space:]]*$/ || /^[[:space:]]*$/ { if (text ~ /[;}][[:space:]]*$/ || text ~ /^[[:space:]]*$/) text = "" }'
    done
}

# long-functions: "file function reason" for each longer one that a reader accepts.
functions_short() {
    exceptions=tests/tree/long-functions
    functions | awk -v most="$longest_function" -v list="$exceptions" '
        BEGIN { while ((getline line < list) > 0) if (line !~ /^(#|$)/) {
            split(line, word, " "); argued[word[1] " " word[2]] = 1 } }
        $3 > most {
            if (!(($1 " " $2) in argued)) print $1 ": " $2 "() has " $3 " lines, more than " most
            delete argued[$1 " " $2]
        }
        END { for (name in argued) print list ": " name "() is not long (any more)" }'
}

headers_without_globals() {
    find src include -name '*.h' | sort | while read -r file; do
        bare "$file" | grep -nE '^[[:space:]]*extern\b' | grep -vE '\bconst\b|\(' | sed "s|^|$file:|"
    done
}

# Objects of static storage are constant; `globals` has the exceptions: "file name reason".
no_mutable_globals() {
    find src -name '*.[ch]' | sort | while read -r file; do
        bare "$file" | awk -v file="$file" -v list=tests/tree/globals '
            BEGIN { while ((getline line < list) > 0) { split(line, word, " "); argued[word[1] " " word[2]] = 1 } }
            function judge(text, at, declared, n, part, name) {
                declared = text
                sub(/=.*/, "", declared); sub(/\{.*\}/, " ", declared); sub(/[;{].*/, "", declared)
                name = declared
                gsub(/\[[^]]*\]/, "", name); sub(/[[:space:]]+$/, "", name); sub(/.*[ *]/, "", name)
                if (declared ~ /\(\*/) { # of functions: (*const name[])(…)
                    name = declared; sub(/.*\(\*/, "", name); sub(/\).*/, "", name)
                    if (name ~ /^ *const /) return
                    declared = ""
                }
                n = split(declared, part, "*")
                if (part[n] !~ /(^|[^a-z_])const([^a-z_]|$)/ && !((file " " name) in argued))
                    print file ":" at ": " name " can change"
            }
            open { text = text " " $0; if (/^[[:space:]]*}/) { open = 0; judge(text, start) } next }
            /^[[:space:]]*(static|_Thread_local)[[:space:]]/ && !/_Static_assert/ {
                if ($0 !~ /=/ && /\(/ && !/\(\*/) next
                start = NR; text = $0
                if (/\{[[:space:]]*$/ && $0 !~ /=/) { open = 1; next }
                judge(text, start)
            }'
    done
}

no_line_comments() {
    find src include tests -name '*.[ch]' | sort | while read -r file; do
        bare "$file" | grep -nE '(^|[^:])//' | sed "s|^|$file:|"
    done
}

echo 1..11
verdict includes_downwards 'every room includes only what stands below it'
verdict libraries_at_home 'every outside library has one home'
verdict sql_in_its_place 'SQL that changes something stands in .sql files'
verdict book_has_one_hand 'only store/apply/ changes the book'
verdict identities_made_once 'only app/session.c makes an identity'
verdict files_short "no file has more than $longest_file lines"
verdict folders_uncrowded "no folder has more than $most_files .c files"
verdict functions_short "no function has more than $longest_function lines without a reason"
verdict headers_without_globals 'headers declare no mutable object'
verdict no_mutable_globals 'no object of static storage is mutable without a reason'
verdict no_line_comments 'no // comments'
[ "$failures" -eq 0 ]
