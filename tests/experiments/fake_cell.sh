#!/usr/bin/env bash
# Stands in for dsc-cell: does what the parameter "act" of its specification says.
set -eu
if [ "$1" = --describe ]; then
  echo '{"torch": "0.0", "cuda": false, "environment": {}}'
  exit 0
fi
field() { sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" "$2" | head -1; }
act=$(field act "$1") output=$(field output "$1") scratch=$(field scratch "$1")
case $act in
  answer) echo '{"result": {"value": 42}, "torch": {}}' >"$output" ;;
  train) echo '{"result": {"parameters_sha256": "abc"}, "environment": {"tf32": false}}' >"$output" ;;
  complain) echo "first line" >&2; echo "the data is damaged" >&2; exit 1 ;;
  vanish) exit 0 ;;
  nonsense) echo 'no json' >"$output" ;;
  null) echo '{"result": {"loss": null}}' >"$output" ;;
  hang) sleep 600 ;;
  deaf)
    trap '' TERM
    sleep 600 ;;
  orderly | interrupted)  # stores a checkpoint when it is asked to end; "interrupted" first interrupts the run
    if [ -f "$scratch/checkpoint" ]; then
      echo '{"result": {"resumed": true}}' >"$output"
      exit 0
    fi
    trap 'touch "$scratch/checkpoint"; echo "interrupted at epoch 7" >&2; exit 3' TERM
    [ "$act" = orderly ] || kill -INT $PPID
    # Short sleeps: a trap waits for the command under way, which may have begun just after the signal.
    for _ in $(seq 6000); do sleep 0.1; done ;;
  impatient)  # deaf, while the user interrupts twice
    trap '' TERM
    kill -INT $PPID
    sleep 0.3
    kill -INT $PPID
    sleep 600 ;;
  resume)  # dies the first time, and finds what it left the second
    if [ -f "$scratch/checkpoint" ]; then
      echo '{"result": {"resumed": true}}' >"$output"
    else
      touch "$scratch/checkpoint"
      kill -9 $$
    fi ;;
esac
