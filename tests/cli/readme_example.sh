#!/usr/bin/env bash
# readme_example.sh COMPILER INCLUDE...: the claim that README.md shows compiles, in under forty lines.
set -euo pipefail
compiler=$1
shift
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sed -n '/^```cpp$/,/^```$/p' "$root/README.md" | sed '1d;$d' >"$scratch/example.cpp"
lines=$(wc -l <"$scratch/example.cpp")
[ "$lines" -gt 20 ] && [ "$lines" -lt 40 ] || { echo "the example has $lines lines"; exit 1; }
"$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I"$root" "${@/#/-isystem}" "$scratch/example.cpp"
