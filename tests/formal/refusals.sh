#!/usr/bin/env bash
# refusals.sh: check-formal accepts a small development taken from the proofs, and refuses it after each of the changes that would make a
# "closed" worthless: a gap, a weakened hypothesis, an axiom in disguise, a headline nobody audits. Wrong use is status 2.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
proofs=$root/theorems/formal
check=$proofs/check-formal
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# the first three files: enough to hold a theorem, small enough to build in seconds
development() {
  rm -rf "$scratch/source"
  mkdir "$scratch/source"
  cp "$proofs"/_CoqProject "$proofs"/{Definitions,Norms,Uniqueness}.v "$scratch/source"
  printf 'From Dsc Require Uniqueness.\nPrint Assumptions Uniqueness.dsc_unique.\n' >"$scratch/source/Audit.v"
}

# expect STATUS TEXT ARGUMENT...: the exit status, and a text in what it says
expect() {
  local status=$1 text=$2 found=0
  shift 2
  "$check" "$@" >"$scratch/said" 2>&1 || found=$?
  if [ "$found" -ne "$status" ] || ! grep -qF -- "$text" "$scratch/said"; then
    echo "expected status $status and \"$text\"; found status $found and:"
    sed 's/^/    /' "$scratch/said"
    failures=$((failures + 1))
  else
    echo "status $status: $text"
  fi
}
here=(--source "$scratch/source" --copy "$scratch/copy")

# change FILE FROM TO: a replacement that has to happen
change() {
  grep -qF -- "$2" "$scratch/source/$1" || { echo "$1 no longer holds: $2"; failures=$((failures + 1)); }
  FROM=$2 TO=$3 perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$scratch/source/$1"
}

development
expect 0 'Uniqueness.v dsc_unique closed' "${here[@]}"

development
change Uniqueness.v 'p%:R * mu < 1 + mu ->' 'p%:R * mu <= 1 + mu ->'
expect 1 'a proof does not build' "${here[@]}"

development
echo 'Lemma gap : False. Proof. Admitted.' >>"$scratch/source/Norms.v"
expect 1 'is not allowed in a proof' "${here[@]}"

# a word in a comment is no gap
development
echo '(* nothing is Admitted (* and no Axiom *) *)' >>"$scratch/source/Norms.v"
expect 0 'Uniqueness.v dsc_unique closed' "${here[@]}"

# a variable outside every section is an axiom, whatever it is called
development
echo 'Variable cheat : False. Theorem cheap_true : False. Proof. exact: cheat. Qed.' >>"$scratch/source/Uniqueness.v"
echo 'Print Assumptions Uniqueness.cheap_true.' >>"$scratch/source/Audit.v"
expect 1 'Uniqueness.v cheap_true open' "${here[@]}"

development
echo 'Theorem forgotten_true : True. Proof. exact: I. Qed.' >>"$scratch/source/Uniqueness.v"
expect 1 'not in Audit.v: Uniqueness.forgotten_true' "${here[@]}"

development
expect 2 'the copy has to lie elsewhere' --source "$scratch/source" --copy "$scratch/source"
expect 2 'no Audit.v there' --source "$scratch"
expect 2 'unknown argument --fast' --fast
expect 2 'expected a number from 1 to 8, found 0' --jobs 0
expect 0 'usage: check-formal' --help

[ "$failures" -eq 0 ] || { echo "$failures refusals are missing"; exit 1; }
