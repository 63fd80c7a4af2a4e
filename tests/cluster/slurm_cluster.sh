# A Slurm of our own on the loopback address: one node, as root, in a folder. Sourced; sets SLURM_CONF.
# start_munged, start_slurmctld, start_slurmd; stop_slurm ends what was started, by process number.

cluster=""
munged_pid="" slurmctld_pid="" slurmd_pid=""

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null ||
    echo $((20000 + RANDOM % 20000))
}

# configure_slurm FOLDER: everything that Slurm and MUNGE write goes there.
configure_slurm() {
  cluster=$1
  mkdir -p "$cluster/state" "$cluster/spool"
  chmod 755 "$cluster"
  dd if=/dev/urandom of="$cluster/munge.key" bs=1024 count=1 status=none
  chmod 400 "$cluster/munge.key"
  export SLURM_CONF=$cluster/slurm.conf
  local host
  host=$(hostname -s)
  cat >"$SLURM_CONF" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket
CredType=cred/munge
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
MessageTimeout=10
SchedulerParameters=sched_interval=2,batch_sched_delay=0
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
}

start_munged() {
  munged --foreground --force --key-file="$cluster/munge.key" --socket="$cluster/munge.socket" \
    --pid-file="$cluster/munged.pid" --log-file="$cluster/munged.log" --seed-file="$cluster/munged.seed" \
    >"$cluster/munged.out" 2>&1 &
  munged_pid=$!
}

start_slurmctld() {
  slurmctld -D -L "$cluster/slurmctld.log" >>"$cluster/slurmctld.out" 2>&1 &
  slurmctld_pid=$!
}

start_slurmd() {
  slurmd -D -L "$cluster/slurmd.log" >>"$cluster/slurmd.out" 2>&1 &
  slurmd_pid=$!
}

stop_slurm() {
  local pid
  scancel --me >/dev/null 2>&1 || true
  for pid in $slurmd_pid $slurmctld_pid $munged_pid; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  return 0
}
