#!/bin/sh
# install-packages.sh PURPOSE…: installs what is missing of tools/packages.
#
# Asks dpkg first, so that a machine that has everything needs neither the
# network nor root. Says on stderr what it does. Services that come with a new
# package (cupsd, PostgreSQL) are neither started nor left enabled for the next
# boot, and no database is set up: the tests run private ones.
set -eu

here=$(dirname "$(readlink -f "$0")")
say() { echo "install-packages: $*" >&2; }

[ $# -gt 0 ] || { say 'name at least one purpose of tools/packages.'; exit 2; }

wanted=
for purpose; do
    of_purpose=$(awk -v purpose="$purpose" '$1 == purpose { print $2 }' "$here/packages")
    [ -n "$of_purpose" ] || { say "tools/packages knows no purpose “$purpose”."; exit 2; }
    wanted="$wanted $of_purpose"
done

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Of the names that a package has in the releases of Debian (a|b) the one that this machine offers.
name_here() {
    for name in $(printf '%s' "$1" | tr '|' ' '); do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "${1%%|*}"
}

names_here() { for package; do printf ' %s' "$(name_here "$package")"; done; }

# Of each name, or of its alternatives, when none is installed.
missing_of() {
    for package; do
        found=
        for name in $(printf '%s' "$package" | tr '|' ' '); do
            ! is_installed "$name" || found=yes
        done
        [ -n "$found" ] || printf ' %s' "$package"
    done
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is no Debian system; see to it yourself that these are here:$wanted"
    exit 0
fi
# shellcheck disable=SC2086 # a list of names without blanks
missing=$(missing_of $wanted)
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        say "missing:$missing"
        say 'Become root, or install sudo; then come again. As root, this is enough:'
        # shellcheck disable=SC2086
        say "    apt-get install --no-install-recommends$(names_here $missing)"
        exit 1
    }
    say "missing:$missing; asking sudo to install them."
    exec sudo -- "$here/$(basename "$0")" "$@"
fi

# While the first file exists, Debian's packages start no service when they are installed;
# while the second does, PostgreSQL sets up no database. One that is there already has the
# word of the machine's owner.
policy=/usr/sbin/policy-rc.d
no_cluster=/etc/postgresql-common/createcluster.d/no-cluster.conf
ours=
leave() {
    # shellcheck disable=SC2086 # a list of paths without blanks
    [ -z "$ours" ] || rm -f $ours
    rmdir "$(dirname "$no_cluster")" 2>/dev/null || true
}
trap leave EXIT
trap 'exit 130' INT TERM HUP
put() {
    [ ! -e "$1" ] || return 0
    mkdir -p "$(dirname "$1")"
    ours="$ours $1"
    printf '%b' "$2" >"$1"
    chmod "$3" "$1"
}
put "$policy" '#!/bin/sh\nexit 101\n' 755
put "$no_cluster" 'create_main_cluster = false\n' 644

export DEBIAN_FRONTEND=noninteractive
fetch() {
    # shellcheck disable=SC2046
    apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install $(names_here "$@") >&2
}
refresh() {
    say 'reading the package lists (apt-get update).'
    apt-get -o DPkg::Lock::Timeout=300 -qq update >&2
}

# What the packages that are new here would start at the next boot stays off.
installed() { dpkg-query -W -f '${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort; }
switch_off() {
    for package; do
        dpkg-query -L "$package"
    done | sed -nE 's,^(/usr)?/lib/systemd/system/([^/]+\.(service|socket|path|timer))$,unit \2,p; s,^/etc/init\.d/([^/]+)$,script \1,p' |
        sort -u | while read -r kind name; do
        if [ "$kind" = script ]; then
            update-rc.d "$name" disable >/dev/null 2>&1 || true
        elif [ -n "$(find /etc/systemd/system -path "*.wants/$name" -print -quit 2>/dev/null)" ]; then
            # It works for dpkg alone, and knows that by this name.
            DPKG_MAINTSCRIPT_PACKAGE=motcua deb-systemd-helper disable "$name" >/dev/null 2>&1 || continue
            say "$name came with a package: it is not started, and off at the next boot (systemctl enable $name turns it on)."
        fi
    done
}

say "installing:$missing"
before=$(installed)
# shellcheck disable=SC2086,SC2046
if ! apt-get -qq -s --no-install-recommends install $(names_here $missing) >/dev/null 2>&1; then
    refresh
    fetch $missing
elif ! fetch $missing; then
    # The lists were too old: what they name is no longer on the mirror.
    refresh
    fetch $missing
fi
# shellcheck disable=SC2046
switch_off $(printf '%s\n' "$before" "$before" "$(installed)" | sort | uniq -u)

# shellcheck disable=SC2086
missing=$(missing_of $missing)
[ -z "$missing" ] || { say "could not be installed:$missing"; exit 1; }
