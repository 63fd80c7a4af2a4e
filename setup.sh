# Shared by ./reproduce and ./check: installs what is missing, and times the phases. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

phase_name=""
phase_start=0
timings=()

finish_phase() {
  [ -z "$phase_name" ] && return 0
  timings+=("$(printf '%-22s %5d s' "$phase_name" $((SECONDS - phase_start)))")
  phase_name=""
}

phase() {
  finish_phase
  phase_name=$1
  phase_start=$SECONDS
  printf '\n== %s\n' "$phase_name"
}

print_timings() {
  local status=$?
  finish_phase
  [ "${#timings[@]}" -eq 0 ] || printf '%s\n' "" "${timings[@]}"
  [ "$status" -eq 0 ] || printf '%s failed (exit status %d)\n' "$(basename "$0")" "$status"
}
trap print_timings EXIT

# install_packages LIST...: the packages of the lists that are not there yet, as root or through sudo.
install_packages() {
  command -v dpkg-query >/dev/null || {
    echo "this script installs Debian packages; elsewhere install what $* name, then run cmake by hand" >&2
    exit 2
  }
  local missing=()
  local package
  for package in $(sed 's/#.*//' "$@"); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ "${#missing[@]}" -eq 0 ]; then
    echo "all packages are installed"
    return
  fi
  echo "installing: ${missing[*]}"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "run this as root, or install sudo" >&2; exit 2; }
    root=(sudo)
  fi
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# install_torch_wheel: LibTorch 2 with CUDA, from the Python wheel, into build/torch-wheel; build/torch is its prefix. It brings
# the libraries of CUDA along and needs of the machine only the driver.
torch_wheel=2.8.0
install_torch_wheel() {
  local venv=$PWD/build/torch-wheel
  if [ "$(cat build/torch/version 2>/dev/null)" = "$torch_wheel" ]; then
    echo "LibTorch $torch_wheel is installed in build/torch-wheel"
    return
  fi
  install_packages packages-wheel.txt
  echo "installing: the Python package torch $torch_wheel and what it needs of CUDA, into build/torch-wheel (7 GB)"
  rm -rf "$venv" build/torch
  mkdir -p build
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --no-cache-dir "torch==$torch_wheel" numpy
  ln -s "$("$venv/bin/python" -c 'import pathlib, torch; print(pathlib.Path(torch.__file__).parent)')" build/torch
  echo "$torch_wheel" >build/torch/version
}
