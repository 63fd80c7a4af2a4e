#!/usr/bin/env bash
# committed_report.sh BIN: the committed report follows from the committed results, and the certificates prove them.
set -euo pipefail
bin=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for profile in quick; do
  "$bin/dsc-check" "results/$profile/certificates" | tail -n 1
  # Links are relative: the copy must lie beside a folder of results as the original does.
  cp -r results "$scratch/results"
  "$bin/dsc" report --profile "$profile" --results "$scratch/results" --reports "$scratch/reports"
  diff -r reports "$scratch/reports"
done
echo "the committed report is what the committed results say"
