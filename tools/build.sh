#!/bin/sh
# build.sh FOLDER [MESON OPTION]…: sets the build folder up where needed, and builds.
#
# A folder that was set up elsewhere (the checkout was moved or copied) is set up
# anew; changed options take effect.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
folder=$1
shift

# Where the folder believes its sources to be; empty when it was never set up.
source_of() {
    [ -e "$folder/build.ninja" ] || return 0
    python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["directories"]["source"])' "$folder/meson-info/meson-info.json" 2>/dev/null || echo '?'
}

if [ -e "$folder" ] && [ ! -w "$folder" ]; then
    echo "build: ./$folder belongs to $(stat -c %U "$folder"): remove it, or build as that user." >&2
    exit 1
fi
case $(source_of) in
"$PWD") [ "$(cat "$folder/.options" 2>/dev/null)" = "$*" ] || meson configure "$folder" "$@" ;;
'') meson setup "$folder" "$@" ;;
*) rm -rf "$folder" && meson setup "$folder" "$@" ;;
esac
echo "$*" >"$folder/.options"
ninja -C "$folder"
