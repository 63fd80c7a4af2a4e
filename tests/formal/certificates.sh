#!/usr/bin/env bash
# certificates.sh PROOFS DSC_CHECK: dsc-formal, extracted from the proofs built in PROOFS, and dsc-check decide the committed certificates
# alike; and both reject one whose number was changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
proofs=$1
check=$2
extract=$root/theorems/formal/extract
command -v ocamlfind >/dev/null || { echo "ocamlfind is missing (packages-formal.txt)"; exit 1; }
"$extract/build" "$proofs"
"$extract/agree" "$check" "$proofs/dsc-formal" "$root/results/quick/certificates"

damaged=$(mktemp -d)
trap 'rm -rf "$damaged"' EXIT
grep -l lista_envelope "$root"/results/quick/certificates/T5.1r/*.json | head -n 5 | xargs cp -t "$damaged"
# An error far below the one that was proved.
sed -i -E 's/"errors": \["[^"]*"/"errors": ["0x1p-4000"/' "$damaged"/*.json
if "$check" "$damaged" >/dev/null || "$proofs/dsc-formal" "$damaged" >/dev/null; then
  echo "a damaged envelope was accepted"
  exit 1
fi
echo "damaged envelopes are rejected by both"
