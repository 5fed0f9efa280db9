#!/usr/bin/env bash
# Installs what building and running Fengqiao needs on Debian 12 or 13. Idempotent: costs well under a second when
# nothing is missing. On Debian 12 the Debian 13 suite is added at priority 100 from the mirror that the machine's own
# Debian source entry names, because Qt 6.8, GCC 14 and SQLCipher 4.6 live there (a suite at 100 never replaces an
# installed package by itself; `-t trixie` asks for it explicitly).
set -euo pipefail

# From the Debian 13 suite on both systems.
packages=(
  g++-14 cmake ninja-build mold ccache pkgconf
  qt6-base-dev qt6-base-private-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
  qt6-svg-dev libqt6svg6 qt6-svg-plugins qt6-pdf-dev qt6-charts-dev libqt6sql6-sqlite
  qt6-declarative-dev qt6-declarative-private-dev qt6-positioning-dev qt6-location-dev qt6-location-plugins
  libkf6texttemplate-dev libzip-dev libpq-dev libgeos-dev libgdal-dev libxlsxwriter-dev
  poppler-utils gdal-bin postgresql-17 openssl
  qml6-module-qtquick qml6-module-qtpositioning qml6-module-qtlocation
  libicu-dev libssl-dev libsqlcipher-dev zlib1g-dev libxkbcommon-dev libgl-dev
  libreoffice-calc-nogui libreoffice-writer-nogui unzip fonts-noto-cjk xvfb xauth clang-format-19 clang-tidy-19
)

# What benchmarks compare with, only when asked for: installer/setup.sh --bench
if [ "${1:-}" = --bench ]; then
  packages+=(python3-qgis python3-gdal)
fi

say() { printf 'setup: %s\n' "$*"; }

missing() {
  local installed p
  installed=$(dpkg-query -W -f='${db:Status-Abbrev}|${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^ii |//p')
  for p in "${packages[@]}"; do
    grep -qxF "$p" <<<"$installed" || printf '%s\n' "$p"
  done
  # A machine can carry an older cmake or Qt under the same package name.
  older cmake 3.31
  older qt6-base-dev 6.8
}

older() {
  local version
  version=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || echo 0)
  if dpkg --compare-versions "$version" lt "$2"; then printf '%s\n' "$1"; fi
}

need=$(missing | sort -u)
if [ -z "$need" ]; then exit 0; fi

. /etc/os-release
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { say "run this as root, or install sudo"; exit 1; }
  as_root=(sudo)
fi
say "missing on $PRETTY_NAME: $(echo "$need" | tr '\n' ' ')"

add_trixie() {
  local mirror
  # `|| true`: head closes the pipe early, and an empty answer is told below.
  mirror=$(grep -rhoE '^(URIs:|deb( \[[^]]*\])?) +[a-z]+://[^ ]+/debian/?( |$)' \
    /etc/apt/sources.list /etc/apt/sources.list.d/ 2>/dev/null | grep -oE '[a-z]+://[^ ]+' | head -n 1 || true)
  if [ -z "$mirror" ]; then
    say "no Debian source entry found in /etc/apt; add one and run again"
    exit 1
  fi
  "${as_root[@]}" tee /etc/apt/sources.list.d/fengqiao-trixie.sources >/dev/null <<SOURCES
Types: deb
URIs: $mirror
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  "${as_root[@]}" tee /etc/apt/preferences.d/fengqiao-trixie >/dev/null <<PIN
Package: *
Pin: release n=trixie
Pin-Priority: 100
PIN
}

# A Debian 12 that took packages of 13 before may call itself 13 (base-files came along), while the pin still prefers 12:
# what tells is the suite we added.
added=/etc/apt/sources.list.d/fengqiao-trixie.sources
case "${VERSION_CODENAME:-}" in
  bookworm) [ -f "$added" ] || add_trixie ;;
  trixie) ;;
  *) say "only Debian 12 and 13 are tried; going on with this system's own packages" ;;
esac
suite=()
if [ -f "$added" ]; then suite=(-t trixie); fi

# The tests start servers of their own in temporary folders: the package shall not set one up and start it on this machine.
# A machine that has PostgreSQL keeps its ways.
if grep -qx postgresql-17 <<<"$need" && [ ! -d /etc/postgresql-common ]; then
  "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' |
    "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/fengqiao.conf >/dev/null
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1; }
apt update || { cat "$log"; exit 1; }
say "installing (a minute or two on a fresh machine)"
apt install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${suite[@]}" "${packages[@]}" ||
  { tail -n 40 "$log"; exit 1; }
still=$(missing | sort -u)
[ -z "$still" ] || { say "still missing: $still"; exit 1; }
say "done"
