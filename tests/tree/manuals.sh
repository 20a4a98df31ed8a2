#!/bin/sh
# manuals.sh: the manual pages are whole, and motcua(1) has every command (TAP).
set -eu
cd "${MC_SOURCE:-$(dirname "$0")/../..}"
if ! command -v scdoc >/dev/null; then
    echo '1..0 # SKIP scdoc is not installed'
    exit 0
fi
number=0
verdict() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
    fi
}

for page in docs/*.scd; do
    verdict "$page is well formed" "$(scdoc <"$page" 2>&1 >/dev/null)"
done

# "NOUN VERB" of the usage lines that the program prints, against the page.
program=${MC_BUILD:-}/src/cmd/motcua
if [ -x "$program" ]; then
    page=$(tr '\n' ' ' <docs/motcua.1.scd | tr -d '*\\')
    verdict 'motcua(1) has every command that “motcua help” names' "$(
        "$program" --lang en help | sed -nE 's/^  ([a-z0-9-]+( [a-z0-9-]+)?).*/\1/p' | sort -u |
            while read -r command; do
                case $page in *"$command"*) ;; *) echo "missing: $command" ;; esac
            done
    )"
fi
echo "1..$number"
