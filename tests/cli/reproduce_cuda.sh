#!/usr/bin/env bash
# ./reproduce --device cuda refuses a machine without an NVIDIA device at once: status 2, one line, nothing installed or built.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '#!/bin/sh\necho "no devices were found" >&2\nexit 6\n' >"$folder/nvidia-smi"
for forbidden in apt-get cmake python3 pip; do
  printf '#!/bin/sh\ntouch "%s/ran-%s"\n' "$folder" "$forbidden" >"$folder/$forbidden"
done
chmod +x "$folder"/*

for option in "--device cuda" "--device=cuda" "--formal no --device cuda --profile smoke"; do
  status=0
  # shellcheck disable=SC2086
  PATH=$folder:$PATH ./reproduce $option >"$folder/out" 2>"$folder/err" || status=$?
  [ "$status" -eq 2 ] || { echo "$option: status $status" >&2; exit 1; }
  grep -q '^reproduce: --device cuda: expected a machine with an NVIDIA driver' "$folder/err" || { cat "$folder/err" >&2; exit 1; }
  if ls "$folder"/ran-* 2>/dev/null; then echo "$option: something was begun" >&2; exit 1; fi
done
