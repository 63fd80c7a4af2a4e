// dsc-cell: computes one cell of an experiment, in a process of its own, so that dsc never loads LibTorch.
#include <fcntl.h>
#include <sys/stat.h>
#include <torch/torch.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>

#include "experiments/cell/cell_spec.h"
#include "experiments/training/environment.h"
#include "experiments/training/train.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/process/child_process.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

constexpr int kFailed = 1, kBadInput = 2, kInterrupted = 3;
constexpr int kProgressDescriptor = 3;
constexpr const char* kUsage =
    "usage: dsc-cell SPEC.json [--device auto|cpu|cuda]\n"
    "       dsc-cell --describe\n"
    "Computes the cell of an experiment that SPEC.json describes and writes its result where that says.\n"
    "--device takes the place of the specification's. --describe prints what this program computes with.\n"
    "Exit status: 0 done; 1 failed; 2 bad usage or input; 3 interrupted: run it again to go on.\n";

std::atomic<bool> interrupted{false};

void note_interrupt(int) { interrupted = true; }

int describe() {
  prepare_library(1);
  const ordered_json answer = {
      {"torch", TORCH_VERSION}, {"cuda", torch::cuda::is_available()}, {"environment", environment()}};
  std::puts(answer.dump(1).c_str());
  return 0;
}

/// Shares of the work go to descriptor 3 where somebody reads them; a pipe, since other files may happen to
/// be open there.
std::function<void(double)> progress_reports() {
  struct stat what {};
  if (fstat(kProgressDescriptor, &what) != 0 || !S_ISFIFO(what.st_mode)) return [](double) {};
  std::signal(SIGPIPE, SIG_IGN);
  fcntl(kProgressDescriptor, F_SETFL, fcntl(kProgressDescriptor, F_GETFL) | O_NONBLOCK);
  return [messenger = Messenger(kProgressDescriptor)](double share) mutable { messenger.progress(share); };
}

const CellWork& work_of(const CellSpec& spec, const std::string& file) {
  try {
    return cell_work(spec.work);
  } catch (const std::invalid_argument& error) {
    throw InputError(file + ": work: " + error.what());
  }
}

int compute(const std::string& file, const std::string& device) {
  CellSpec spec = parse_cell_spec(read_bytes(file), file);
  const CellWork& work = work_of(spec, file);
  if (!device.empty()) spec.context.device = device;
  spec.context.device = resolve_device(spec.context.device);
  spec.context.progress = progress_reports();
  spec.context.stop = [] { return interrupted.load(); };
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
  prepare_library(spec.context.threads);
  const CellOutput computed = work(spec.context);
  const ordered_json output = {{"result", computed.result},
                               {"seconds", computed.seconds},
                               {"device", spec.context.device},
                               {"threads", spec.context.threads},
                               {"environment", environment()}};
  write_atomically(spec.output, output.dump(1) + "\n");
  return 0;
}

struct Arguments {
  std::string spec{}, device{};
};

Arguments parse(int count, char** arguments) {
  Arguments found;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--device" && i + 1 < count) {
      found.device = arguments[++i];
    } else if (argument.starts_with("-") || !found.spec.empty()) {
      throw InputError("dsc-cell", "", "one file and perhaps --device DEVICE", "'" + argument + "'");
    } else {
      found.spec = argument;
    }
  }
  if (found.spec.empty()) throw InputError("dsc-cell", "", "a file", "none");
  return found;
}

int run(int count, char** arguments) {
  const std::string first = count > 1 ? arguments[1] : "";
  if (first == "--help" || first == "-h") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  restart_tuned(arguments);
  if (first == "--describe") return describe();
  const Arguments found = parse(count, arguments);
  return compute(found.spec, found.device);
}

}  // namespace
}  // namespace dsc

int main(int count, char** arguments) {
  try {
    return dsc::run(count, arguments);
  } catch (const dsc::InputError& error) {
    std::fprintf(stderr, "dsc-cell: %s\n", error.what());
    return dsc::kBadInput;
  } catch (const dsc::TrainingInterrupted& error) {
    std::fprintf(stderr, "dsc-cell: %s\n", error.what());
    return dsc::kInterrupted;
  } catch (const std::exception& error) {
    // LibTorch appends where in its code it happened; the first line says what.
    const std::string text = error.what();
    std::fprintf(stderr, "dsc-cell: %s\n", text.substr(0, text.find('\n')).c_str());
    return dsc::kFailed;
  }
}
