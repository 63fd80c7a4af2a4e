#!/usr/bin/env bash
# committed_results.sh BIN: the committed results were computed by this code. Another machine, compiler or data is no fault: then
# only the numbers in a report could differ from what a run here would give.
set -euo pipefail
bin=$1
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT
"$bin/dsc" verify --profile quick --dry-run >"$plan"
# Status 3: built without LibTorch, so that no experiment can be planned.
"$bin/dsc" experiment --profile quick --dry-run >>"$plan" || [ $? -eq 3 ]
stale=$(grep -E '^[^ ]+ +run +(no result yet|code changed|inputs changed: (.*, )?(code|checker)(,.*)?$)' "$plan" || true)
if [ -n "$stale" ]; then
  echo "$(wc -l <<<"$stale") committed results are stale; dsc reproduce --profile quick renews them:"
  sed -n '1,10p' <<<"$stale"
  exit 1
fi
echo "no committed result is stale"
