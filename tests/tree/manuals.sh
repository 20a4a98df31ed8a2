#!/bin/sh
# manuals.sh: the manual pages are whole, motcua(1) has every command, and no document names another (TAP).
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
    scratch=$(mktemp)
    trap 'rm -f "$scratch"' EXIT
    "$program" --lang en help | sed -nE 's/^  ([a-z0-9-]+( [a-z0-9-]+)?).*/\1/p' >"$scratch"
    verdict 'motcua(1) has every command that “motcua help” names' "$(
        while read -r command; do
            case $page in *"$command"*) ;; *) echo "missing: $command" ;; esac
        done <"$scratch"
    )"

    # named_beside COMMANDS: what stdin names as “motcua NOUN VERB”, or `NOUN VERB` of a noun, and is no command.
    named_beside() {
        nouns=$(cut -d' ' -f1 "$1" | sort -u | paste -sd'|')
        tr '*' '`' | tr -d '\\' | grep -oE "(^|[\`“])[[:space:]]*motcua [a-z0-9]+( [a-z0-9]+)?|\`($nouns) [a-z0-9]+" |
            sed -E 's/^[`“[:space:]]*(motcua )?//' | sort -u |
            while read -r noun verb; do
                grep -qxe "$noun" -e "$noun${verb:+ $verb}" "$1" || echo "no such command: $noun $verb"
            done
    }
    verdict 'the documents name no command that is none' "$(
        cat README.md README.vi.md docs/*.md docs/vi/*.md docs/*.scd | named_beside "$scratch"
    )"
    verdict 'a planted command is found' "$(
        found=$(printf 'motcua paper edit x\nmotcua paper check x\n' | named_beside "$scratch")
        [ "$found" = 'no such command: paper edit' ] || echo "$found"
    )"
fi
echo "1..$number"
