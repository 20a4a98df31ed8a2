#!/bin/sh
# po.sh: every sentence of the program is in po/vi.po, whole and in the office's words (TAP).
set -eu
here=$(dirname "$(readlink -f "$0")")
cd "${MC_SOURCE:-$here/../..}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! command -v xgettext >/dev/null; then
    echo '1..0 # SKIP gettext is not installed'
    exit 0
fi

number=0
# verdict NAME COMMAND…: what the command prints are the findings; none, and status 0, is good.
verdict() {
    name=$1
    shift
    number=$((number + 1))
    if findings=$("$@" 2>&1) && [ -z "$findings" ]; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        printf '%s\n' "$findings" | sed 's/^/# /'
    fi
}

# The sentences of the source: marked by N_(), or the format of mc_fail().
# sentences OUT FOLDER…
sentences() {
    out=$1
    shift
    find "$@" -name '*.[ch]' | sort |
        xgettext --files-from=- --from-code=UTF-8 --keyword --keyword=N_ --keyword=mc_fail:3 \
            --keyword=mc_tr:2 --flag=mc_fail:3:c-format --no-wrap --force-po -o "$out"
}

# The catalogue over the sentences of the source, as the translator would get it.
merged() { msgmerge --quiet --no-fuzzy-matching --no-wrap --force-po po/vi.po "$scratch/source.pot" -o "$scratch/merged.po"; }

complete() {
    msgattrib --untranslated --no-obsolete --no-wrap "$scratch/merged.po" |
        awk '/^#:/ { at = $2 } /^msgid "[^"]/ || (/^"/ && at != "") { print at ": " $0; at = "" }'
}
unfinished() { msgattrib --only-fuzzy --no-wrap po/vi.po | grep '^msgid' | grep -v '^msgid ""$' | sed 's/$/ is fuzzy/'; true; }
unused() {
    LC_ALL=C msgcmp po/vi.po "$scratch/source.pot" 2>&1 | sed -n 's/: warning: this message is not used/: not in the source (any more)/p'
}
# The conversions of a translation are those of its sentence: the marks come from the source.
conversions() {
    LC_ALL=C msgfmt --check-format -o /dev/null "$scratch/merged.po" 2>&1
    true
}
words() { python3 "$here/po_words.py" po/vi.po docs/vi/thuat-ngu.md; }

# ---- the same checks find a planted fault ----
self_test() {
    mkdir "$scratch/src"
    cat >"$scratch/src/a.c" <<'END'
const char *a = N_("There is no desk %s.");
int f(void) { return mc_fail(err, MC_REFUSED, "Take the fee first."); }
#define LIST(X) X(ONE, N_("Nobody waits."))
END
    sentences "$scratch/a.pot" "$scratch/src"
    for sentence in 'There is no desk %s.' 'Take the fee first.' 'Nobody waits.'; do
        grep -qF "msgid \"$sentence\"" "$scratch/a.pot" || echo "not extracted: $sentence"
    done
    printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n
msgid "There is no desk %%s."\nmsgstr "Bạn không có bàn số %%s."\n' >"$scratch/a.po"
    found=$(python3 "$here/po_words.py" "$scratch/a.po" docs/vi/thuat-ngu.md || true)
    for finding in '“bạn” is not used' '“bàn số” is not used' '“desk/desks” is “quầy”'; do
        case $found in *"$finding"*) ;; *) echo "not found: $finding" ;; esac
    done
}

sentences "$scratch/source.pot" src include
merged
echo 1..6
verdict 'every sentence of the source is translated' complete
verdict 'no translation is fuzzy' unfinished
verdict 'no translation is left over' unused
verdict 'conversions agree' conversions
verdict 'the words are those of docs/vi/thuat-ngu.md' words
verdict 'planted faults are found' self_test
