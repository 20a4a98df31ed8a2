#!/bin/sh
# packages.sh: tools/install-packages.sh finds the names of each release and leaves no service behind (TAP).
#
# dpkg, apt and the helpers are small doubles in a folder of their own: nothing is installed.
set -eu
source=${MC_SOURCE:-$(dirname "$(readlink -f "$0")")/../..}
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

# functions NAMES…: these functions of the script, to be called alone.
functions() {
    for name; do
        sed -n "/^$name() {/,/^}/p" "$source/tools/install-packages.sh"
    done
}
double() {
    printf '#!/bin/sh\n%s\n' "$2" >"$scratch/bin/$1"
    chmod +x "$scratch/bin/$1"
}
mkdir "$scratch/bin"
PATH=$scratch/bin:$PATH

# A machine that offers only postgresql-17, and has clang-format installed under its second name.
# shellcheck disable=SC2016
double apt-cache 'for name; do :; done; [ "$name" = postgresql-17 ]'
# shellcheck disable=SC2016
double dpkg-query 'for name; do :; done
case $1 in -L) echo /lib/systemd/system/odd.service; echo /usr/lib/systemd/system/quiet.timer; echo /etc/init.d/odd; exit ;; esac
[ "$name" = clang-format ] && printf installed'
double deb-systemd-helper "[ -n \"\$DPKG_MAINTSCRIPT_PACKAGE\" ] || exit 1; echo \"\$*\" >>'$scratch/calls'"
double update-rc.d "echo \"\$*\" >>'$scratch/calls'"
double find "case \"\$*\" in *odd.service*) echo enabled ;; esac"
functions is_installed name_here names_here missing_of switch_off >"$scratch/functions"
printf 'say() { echo "$*" >&2; }\nis_installed() { [ "$(dpkg-query -W x "$1" 2>/dev/null)" = installed ]; }\nnames_here() { for package; do name_here "$package"; done; }\n' >>"$scratch/functions"
# shellcheck disable=SC1091
. "$scratch/functions"

same() { [ "$1" = "$2" ] || echo "got “$1”, not “$2”"; }
verdict 'the first name that the release offers is taken' "$(same "$(name_here 'postgresql-15|postgresql-17')" postgresql-17)"
verdict 'without any list the first one is asked for' "$(same "$(name_here 'a|b')" a)"
verdict 'a package is there under any of its names' "$(same "$(missing_of 'clang-format-14|clang-format' 'a|b')" ' a|b')"
said=$(switch_off cups 2>&1)
verdict 'what would start at the next boot is switched off' \
    "$(same "$(sort "$scratch/calls" | tr '\n' ';')" 'disable odd.service;odd disable;')"
verdict 'and that is said' "$(case $said in *odd.service*) ;; *) echo "$said" ;; esac)"
verdict 'no service is started and no database made while packages come' "$(
    grep -q 'exit 101' "$source/tools/install-packages.sh" || echo 'policy-rc.d lets services start'
    grep -q 'create_main_cluster = false' "$source/tools/install-packages.sh" || echo 'PostgreSQL makes a database'
)"
echo "1..$number"
