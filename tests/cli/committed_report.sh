#!/usr/bin/env bash
# committed_report.sh BIN: the committed report follows from the committed results, and the certificates prove them.
set -euo pipefail
bin=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$bin/dsc-check" results/quick/certificates >"$scratch/checked" || { grep -v '^ok' "$scratch/checked"; exit 1; }
echo "$(wc -l <"$scratch/checked") certificates accepted"
# Links are relative: the copy must lie beside a folder of results as the original does.
cp -r results "$scratch/results"
"$bin/dsc" report --profile quick --results "$scratch/results" --reports "$scratch/reports" >/dev/null
diff -r reports "$scratch/reports"
"$bin/dsc" report --profile quick --summary | sed -E 's/ [^|]*\|$//' | diff - <(bash tests/cli/readme_summary.sh)
echo "the committed report is what the committed results say"
