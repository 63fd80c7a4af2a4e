#!/usr/bin/env bash
# slurm_test.sh FAKE_LEDGER: dsc submit on a real Slurm that is killed in the middle. Status 77 (skipped, and said) where Slurm is
# not installed; with DSC_REQUIRE_SLURM set, as ./check sets it, that is a failure.
set -euo pipefail
dsc=$1
source "$(dirname "${BASH_SOURCE[0]}")/slurm_cluster.sh"

for program in munged slurmctld slurmd sbatch squeue scancel; do
  if ! command -v "$program" >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "SKIPPED: a test of dsc submit needs root and $program (apt install slurm-wlm)" >&2
    [ -z "${DSC_REQUIRE_SLURM:-}" ] && exit 77 || exit 1
  fi
done

folder=$(mktemp -d "${TMPDIR:-/tmp}/dsc-slurm-XXXXXX")
finish() {
  local status=$?
  stop_slurm
  if [ "$status" -ne 0 ]; then tail -n 20 "$folder"/*.out "$folder"/results/trial/slurm/*.log >&2 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds.
wait_for() {
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || fail "waited for $what"
    sleep 0.2
  done
}

configure_slurm "$folder/cluster"
start_munged
wait_for 20 "munged" test -S "$folder/cluster/munge.socket"
start_slurmctld
start_slurmd
wait_for 60 "an idle node" sh -c 'sinfo -h -o %T | grep -qx idle'

# Eight cells: each of the four checks works for seconds, each of the four controls for none.
cat >"$folder/trial.toml" <<'PROFILE'
[claims]
samples = 3
search_steps = 2000000
enumeration = 1
time_limit_seconds = 100
PROFILE
results=$folder/results
submit() { "$dsc" submit 'W*' --profile "$folder/trial.toml" --results "$results" --jobs 2 "$@"; }
queued() { squeue --me -h -r -t PD,R -o '%j %K %T'; }
running() { queued | grep -q -- "-first .* RUNNING"; }
queue_is_empty() { local all; all=$(queued) && [ -z "$all" ]; }
records() { find "$results/trial/claims" -name '*.json' ! -name '.*' 2>/dev/null | sort; }
digest() { records | xargs sha256sum; }

submit --dry-run | tee "$folder/dry.out"
grep -q '^8 of 8 cells are missing' "$folder/dry.out" || fail "a dry run counts what is missing"
queue_is_empty || fail "a dry run submits nothing"

submit | tee "$folder/first.out"
grep -q 'tasks 1-8$' "$folder/first.out" || fail "all tasks are submitted"
[ "$(queued | wc -l)" -le 9 ] || fail "more in the queue than eight tasks and a report"
wait_for 30 "a running task" running
[ "$(queued | grep -c RUNNING)" -le 2 ] || fail "more than --jobs tasks run at once"

# What is under way is not submitted again.
submit | tee "$folder/again.out"
grep -q '^job' "$folder/again.out" && fail "what is under way was submitted twice"

# Another division of the work while tasks of this one are under way would compute cells twice.
if submit --tasks 3 2>"$folder/other.out"; then fail "other tasks were submitted beside those under way"; fi
grep -q 'expected the number of tasks of the job' "$folder/other.out" || fail "$(cat "$folder/other.out")"

# The front node dies with the controller: submitting says so, and the tasks that run go on. What Slurm itself has not written down
# by then is lost to it, and its numbers of jobs are given anew, which drains the node.
touch "$folder/now"
wait_for 30 "Slurm's own state" sh -c "[ '$folder/cluster/state/job_state' -nt '$folder/now' ]"
kill -9 "$slurmctld_pid"
wait "$slurmctld_pid" 2>/dev/null || true
status=0
timeout 100 "$dsc" submit 'W*' --profile "$folder/trial.toml" --results "$results" >"$folder/down.out" 2>&1 || status=$?
[ "$status" -eq 3 ] || fail "without a controller the status is $status: $(cat "$folder/down.out")"
grep -q '^dsc: squeue failed: ' "$folder/down.out" || fail "$(cat "$folder/down.out")"
start_slurmctld
wait_for 60 "the controller" sh -c 'scontrol ping | grep -q UP'

# Tasks are killed, those that run and those that wait; some cells are complete by now or will never be.
wait_for 60 "a first record" sh -c "find '$results/trial/claims' -name 'W*.json' | grep -q ."
scancel --me --signal=KILL --full
scancel --me
wait_for 60 "an empty queue" queue_is_empty
before=$(digest)
done=$(records | wc -l)
echo "killed with $done of 8 records"
[ "$done" -lt 8 ] || fail "nothing was left to do when the tasks were killed"

# The same command submits what is missing, and only that.
submit | tee "$folder/resubmitted.out"
grep -q "^$((8 - done)) of 8 cells are missing" "$folder/resubmitted.out" || fail "what is missing is counted from the records"
[ "$(queued | grep -c -- -first)" -eq $((8 - done)) ] || fail "$(queued)"
wait_for 100 "the end of all tasks" queue_is_empty
[ "$(records | wc -l)" -eq 8 ] || fail "not every cell has a record"
echo "$before" | sha256sum --check --quiet || fail "a record that was complete was computed again"
"$dsc" verify 'W*' --profile "$folder/trial.toml" --results "$results" --dry-run | grep -q '^0 of 8 cells would run' ||
  fail "a cell is not up to date"
test -s "$results/trial/report/REPORT.md" || fail "no report was written when the tasks had ended"

submit | grep -q '^nothing is missing' || fail "a complete profile submits nothing"
queue_is_empty || fail "a complete profile submits nothing"
echo "1 passed, 0 failed"
