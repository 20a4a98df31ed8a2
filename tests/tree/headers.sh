#!/bin/sh
# headers.sh: every header compiles alone (TAP): the public ones as C11 and as C++
# by each compiler that is here, the private ones as C11.
set -eu
cd "${MC_SOURCE:-$(dirname "$0")/../..}"

# Flags of the outside libraries that are here, for the private headers that show them.
flags=$(for library in pangocairo jansson; do pkg-config --cflags "$library" 2>/dev/null || true; done)

number=0
# alone HEADER INCLUDED-AS COMPILER FLAG…
alone() {
    header=$1
    as=$2
    shift 2
    number=$((number + 1))
    if messages=$(printf '#include %s\n#include %s\n' "$as" "$as" |
        "$@" -Wall -Wextra -Werror -D_GNU_SOURCE -Iinclude -Isrc -fsyntax-only - 2>&1); then
        echo "ok $number - $header alone, $1 $4"
    else
        echo "not ok $number - $header alone, $1 $4"
        printf '%s\n' "$messages" | sed 's/^/# /'
    fi
}

for header in include/motcua/*.h; do
    for compiler in gcc clang; do
        command -v "$compiler" >/dev/null || continue
        alone "$header" "<${header#include/}>" "$compiler" -x c -std=c11 -Wpedantic
    done
    for compiler in g++ clang++; do
        command -v "$compiler" >/dev/null || continue
        alone "$header" "<${header#include/}>" "$compiler" -x c++ -std=c++17
    done
done
for header in $(find src -name "*.h" | sort); do
    # shellcheck disable=SC2086 # a list of flags
    alone "$header" "\"${header#src/}\"" gcc -x c -std=c11 $flags
done
echo "1..$number"
