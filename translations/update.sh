#!/usr/bin/env bash
# Brings the catalogues up to date with the source texts in app/ and modules/.
#   translations/update.sh           writes them
#   translations/update.sh --check   changes nothing; fails if a catalogue is out of date or zh_CN is not complete
set -euo pipefail
cd "$(dirname "$0")/.."

lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate6 || command -v lupdate)
folder=translations
check=
if [ "${1:-}" = --check ]; then
  check=1
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  cp translations/*.ts "$folder/"
fi

# No line numbers: a moved line is no change to translate. No obsolete entries: git remembers them.
update() {
  local catalogue=$1
  shift
  "$lupdate" -silent -locations none -no-obsolete -no-ui-lines -extensions cpp,h "$@" app modules \
    -ts "$folder/$catalogue.ts"
}
update fengqiao_zh_CN -target-language zh_CN
update fengqiao_en -target-language en -pluralonly
[ -n "$check" ] || exit 0

fault=0
for catalogue in fengqiao_zh_CN fengqiao_en; do
  if ! cmp -s "translations/$catalogue.ts" "$folder/$catalogue.ts"; then
    diff -u "translations/$catalogue.ts" "$folder/$catalogue.ts" | head -n 40 || true
    echo "translations/$catalogue.ts is out of date: run translations/update.sh"
    fault=1
  fi
done
unfinished=$(grep -c 'type="unfinished"' translations/fengqiao_zh_CN.ts || true)
if [ "$unfinished" -gt 0 ]; then
  echo "translations/fengqiao_zh_CN.ts: $unfinished texts are not translated"
  fault=1
fi
exit $fault
