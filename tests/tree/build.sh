#!/bin/sh
# build.sh: tools/build.sh gives a folder that was set up before the options that it is called with (TAP).
set -eu
source=$(cd "${MC_SOURCE:-$(dirname "$(readlink -f "$0")")/../..}" && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
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

# meson and ninja that only note how they were called.
mkdir "$scratch/bin"
for tool in meson ninja; do
    printf '#!/bin/sh\nmkdir -p "%s/build"\necho %s "$@" >>"%s/calls"\n' "$scratch" "$tool" "$scratch" >"$scratch/bin/$tool"
    chmod +x "$scratch/bin/$tool"
done

# set_up SOURCE: a folder as meson leaves it that was called by hand in SOURCE, so without our note of the options.
set_up() {
    rm -rf "$scratch/build" "$scratch/calls"
    mkdir -p "$scratch/build/meson-info"
    : >"$scratch/build/build.ninja"
    printf '{"directories":{"source":"%s"}}' "$1" >"$scratch/build/meson-info/meson-info.json"
}

# expect CALL OPTION…: what is called first, when the script is called with the options.
expect() {
    call=$1
    shift
    PATH="$scratch/bin:$PATH" "$source/tools/build.sh" "$scratch/build" "$@" >&2 || echo 'the script fails'
    first=$(head -n 1 "$scratch/calls")
    [ "$first" = "$call" ] || echo "called: $first"
    rm "$scratch/calls"
}

set_up "$source"
verdict 'a folder set up by hand before gets the manual' \
    "$(expect "meson configure $scratch/build -Ddocs=enabled" -Ddocs=enabled)"
verdict 'a folder that has the options is built as it is' \
    "$(expect "ninja -C $scratch/build" -Ddocs=enabled)"
verdict 'changed options take effect' \
    "$(expect "meson configure $scratch/build -Ddocs=disabled" -Ddocs=disabled)"
set_up "$source/elsewhere"
verdict 'a folder set up elsewhere is set up anew' \
    "$(expect "meson setup $scratch/build -Ddocs=enabled" -Ddocs=enabled)"
verdict 'run asks for the manual' \
    "$(grep -qE '^tools/build.sh .*-Ddocs=enabled' "$source/run" || echo './run does not set -Ddocs=enabled')"
echo "1..$number"
