#!/bin/sh
# faults.sh: each row of tests/faults.md names a test that exists (TAP).
set -eu
cd "${MC_SOURCE:-$(dirname "$(readlink -f "$0")")/../..}"
table=tests/faults.md

# A row: | S1 | what is right | `tests/store/test_x.c` name_of_the_test |; several tests are separated by <br>.
rows() { grep -E '^\| [A-Z][0-9]+ \|' "$1"; }

# Rows whose test is not there: the file must exist and hold the name.
dangling() {
    rows "$1" | while IFS='|' read -r _ fault _ tests _; do
        printf '%s\n' "$tests" | sed 's/<br>/\n/g' | while read -r file name; do
            file=$(printf '%s' "$file" | tr -d '`')
            if [ -z "$file" ] || [ -z "$name" ]; then
                echo "$fault: no test is named"
            elif [ ! -e "$file" ]; then
                echo "$fault: there is no $file"
            elif ! grep -qF -- "$name" "$file"; then
                echo "$fault: $file has no “$name”"
            fi
        done
    done
}

self_test() {
    scratch=$(mktemp -d)
    printf '| S1 | right | `tests/tree/faults.sh` self_test |\n' >"$scratch/good"
    [ -z "$(dangling "$scratch/good")" ] || echo 'a good row is refused'
    printf '| S1 | right | `tests/tree/faults.sh` no_such_%s |\n| S2 | right | `tests/none.c` x |\n| S3 | right | |\n' name >"$scratch/bad"
    [ "$(dangling "$scratch/bad" | wc -l)" -eq 3 ] || echo 'a planted fault is not found'
    rm -rf "$scratch"
}

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
verdict 'each fault names a test that exists' "$(dangling $table)"
verdict 'planted faults are found' "$(self_test)"
echo "1..$number"
