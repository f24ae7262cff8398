#!/bin/sh
# The tour: load the example articles into a fresh ledger, ask in two languages, draw the answer.
set -eu
cd "$(dirname "$0")/.."
techpol="${BIN:-.venv/bin}/techpol"
out="${OUT:-out}"
mkdir -p "$out"
rm -f "$out"/demo.db "$out"/demo.db-wal "$out"/demo.db-shm
export TECHPOL_DB="$out/demo.db"

run() {
    printf '\n$ techpol'
    for word in "$@"; do
        case "$word" in *[!A-Za-z0-9_./=-]*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    "$techpol" "$@"
}

run load examples/articles
run ask "who links OpenAI to a campaign"
run ask "من يربط OpenAI بحملة"
run path OpenAI --to Campaign --html "$out/answer.html" --svg "$out/answer.svg"
printf '\nA page to open in a browser: %s\nA picture: %s\n' "$out/answer.html" "$out/answer.svg"
printf '\nAsk it more: %s\n' "$techpol --db $out/demo.db ask \"who donated to the Biden Victory Fund\""
