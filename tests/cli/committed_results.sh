#!/usr/bin/env bash
# committed_results.sh BIN: there is a committed result for every cell, of the inputs that this program gives it. One of older code
# is evidence still, and the report marks it: it is counted here, and no fault. Nor is missing data.
set -euo pipefail
bin=$1
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT
"$bin/dsc" verify --profile quick --dry-run >"$plan"
# Status 3: built without LibTorch, so that no experiment can be planned.
"$bin/dsc" experiment --profile quick --dry-run >>"$plan" || [ $? -eq 3 ]
older=$(grep -cE '^[^ ]+ +run +result of older code$' "$plan" || true)
wrong=$(grep -E '^[^ ]+ +(run|copy) ' "$plan" | grep -vE '^[^ ]+ +run +result of older code$' || true)
if [ -n "$wrong" ]; then
  echo "$(wc -l <<<"$wrong") cells have no committed result of today's inputs; dsc reproduce --profile quick computes them:"
  sed -n '1,10p' <<<"$wrong"
  exit 1
fi
echo "every cell has a committed result, $older of them of older code"
