#!/bin/sh
# format.sh: every source is laid out as .clang-format says (TAP).
set -eu
cd "${MC_SOURCE:-$(dirname "$0")/../..}"
# Each release of clang-format lays out a little differently: version 14 is the rule.
for format in clang-format-14 clang-format none; do
    ! command -v $format >/dev/null || ! $format --version | grep -q 'version 14\.' || break
done
if [ $format = none ]; then
    echo '1..0 # SKIP clang-format 14 is not installed'
    exit 0
fi
echo 1..1
messages=$(find src include tests -name '*.[ch]' -print0 | sort -z |
    xargs -0 $format --dry-run -Werror 2>&1) && status=ok || status='not ok'
echo "$status 1 - every source is laid out by .clang-format (clang-format -i mends it)"
printf '%s\n' "$messages" | sed -nE 's/^([^ :]+):[0-9]+:[0-9]+: error.*/# \1/p' | sort -u
