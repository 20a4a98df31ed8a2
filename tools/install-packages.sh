#!/bin/sh
# install-packages.sh PURPOSE…: installs what is missing of tools/packages.
#
# Asks dpkg first, so that a machine that has everything needs neither the
# network nor root. Says on stderr what it does. Services that come with a
# package (cupsd, PostgreSQL) are not started: the tests run private ones.
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

missing_of() {
    for package; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
        installed) ;;
        *) printf ' %s' "$package" ;;
        esac
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
        say "    apt-get install --no-install-recommends$missing"
        exit 1
    }
    say "missing:$missing; asking sudo to install them."
    exec sudo -- "$here/$(basename "$0")" "$@"
fi

# While this file exists, Debian's packages start no service when they are
# installed. One that is there already has the word of the machine's owner.
policy=/usr/sbin/policy-rc.d
policy_is_ours=
leave() { [ -z "$policy_is_ours" ] || rm -f "$policy"; }
trap leave EXIT
trap 'exit 130' INT TERM HUP
if [ ! -e "$policy" ]; then
    policy_is_ours=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
fetch() {
    # shellcheck disable=SC2086
    apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install $missing >&2
}
refresh() {
    say 'reading the package lists (apt-get update).'
    apt-get -o DPkg::Lock::Timeout=300 -qq update >&2
}

say "installing:$missing"
# shellcheck disable=SC2086
if ! apt-get -qq -s --no-install-recommends install $missing >/dev/null 2>&1; then
    refresh
    fetch
elif ! fetch; then
    # The lists were too old: what they name is no longer on the mirror.
    refresh
    fetch
fi

# shellcheck disable=SC2086
missing=$(missing_of $missing)
[ -z "$missing" ] || { say "could not be installed:$missing"; exit 1; }
