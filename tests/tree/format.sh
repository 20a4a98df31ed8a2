#!/bin/sh
# format.sh [CLANG-FORMAT]: every source is laid out as .clang-format says, by version 14 (TAP).
set -eu
cd "${MC_SOURCE:-$(dirname "$0")/../..}"
format=${1:-clang-format-14}
if ! command -v "$format" >/dev/null; then
    echo '1..0 # SKIP clang-format 14 is not installed'
    exit 0
fi
echo 1..1
messages=$(find src include tests -name '*.[ch]' -print0 | sort -z |
    xargs -0 "$format" --dry-run -Werror 2>&1) && status=ok || status='not ok'
echo "$status 1 - every source is laid out by .clang-format (clang-format -i mends it)"
printf '%s\n' "$messages" | sed -nE 's/^([^ :]+):[0-9]+:[0-9]+: error.*/# \1/p' | sort -u
