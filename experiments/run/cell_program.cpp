#include "experiments/run/cell_program.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <stdexcept>
#include <system_error>

#include "experiments/cell/cell_spec.h"
#include "experiments/data/sets.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/process/run_and_read.h"

namespace dsc {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

constexpr const char *kSpec = "spec.json", *kOutput = "output.json", *kComplaints = "complaints.txt";

ordered_json spec_of(const ledger::Cell& cell, const fs::path& scratch, const CellRun& run) {
  CellSpec spec{.work = cell.inputs.at("work"), .context = {}, .output = fs::absolute(scratch / kOutput)};
  CellContext& context = spec.context;
  context.parameters = cell.inputs.at("parameters");
  const fs::path root = run.data_folder.empty() ? "" : fs::absolute(run.data_folder);
  for (const auto& [key, digest] : cell.inputs.at("data").items()) {
    context.data.push_back(known_set(key, root).location);
  }
  context.scratch = fs::absolute(scratch);
  context.pictures = fs::absolute(run.profile_folder / cell.file).replace_extension();
  context.networks = fs::absolute(run.profile_folder / "experiments" / ".parameters");
  context.trained = cell.inputs.value("trained", "");
  context.device = cell.inputs.at("device");
  context.threads = run.threads;
  return to_json(spec);
}

/// Becomes the program that computes the cell: progress leaves by descriptor 3, complaints go to a file.
void become_cell(Messenger& parent, const fs::path& program, const fs::path& scratch) {
  constexpr int progress = 3;
  const fs::path file = scratch / kComplaints, spec = scratch / kSpec;
  const int complaints = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (complaints < 0) throw std::runtime_error("cannot write " + file.string());
  dup2(complaints, STDERR_FILENO);
  if (parent.descriptor() != progress) dup2(parent.descriptor(), progress);
  const int flags = fcntl(progress, F_GETFD);
  fcntl(progress, F_SETFD, flags & ~FD_CLOEXEC);
  execl(program.c_str(), program.c_str(), spec.c_str(), static_cast<char*>(nullptr));
  throw std::system_error(errno, std::generic_category(), program.string());
}

/// The last line that the process wrote to its standard error.
std::string last_complaint(const fs::path& scratch) {
  std::error_code error;
  if (!fs::exists(scratch / kComplaints, error)) return "";
  std::string text = read_bytes(scratch / kComplaints, std::uintmax_t{64} << 20);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

/// JSON knows no infinity: a number that was not finite arrives as null.
bool finite(const ordered_json& value) {
  if (value.is_null()) return false;
  if (value.is_number_float()) return std::isfinite(value.get<double>());
  return !value.is_structured() ||
         std::all_of(value.begin(), value.end(), [](const ordered_json& part) { return finite(part); });
}

ordered_json notes_of(const ledger::Cell& cell, const fs::path& data_folder) {
  ordered_json notes = ordered_json::object();
  for (const auto& [name, digest] : cell.inputs.at("data").items()) {
    notes[name] = state_of_set(name, data_folder).note;
  }
  return notes;
}

ledger::Output collect(const ledger::Cell& cell, const fs::path& scratch, const CellRun& run) {
  std::error_code error;
  if (!fs::exists(scratch / kOutput, error)) throw std::runtime_error("its process left no result");
  const auto output = ordered_json::parse(read_bytes(scratch / kOutput), nullptr, false);
  if (!output.is_object() || !output.contains("result") || !output.at("result").is_object()) {
    throw std::runtime_error("its process left something that is no result");
  }
  if (!finite(output.at("result"))) throw std::runtime_error("its result has a number that is not finite");
  ledger::Output collected;
  collected.payload = {{"result", output.at("result")}, {"notes", notes_of(cell, run.data_folder)}};
  if (output.contains("environment")) collected.program = {{"environment", output.at("environment")}};
  return collected;
}

}  // namespace

CellProgram describe_cell_program(const fs::path& file) {
  if (access(file.c_str(), X_OK) != 0) {
    throw InputError(file.string(), "",
                     "the program dsc-cell (built where LibTorch is found: apt install libtorch-dev)",
                     "no program there");
  }
  const ProgramEnd end = run_and_read({file.string(), "--describe"}, StandardError::dropped);
  const auto answer = ordered_json::parse(end.output, nullptr, false);
  const bool fits = answer.is_object() && answer.contains("torch") && answer.at("torch").is_string() &&
                    answer.contains("cuda") && answer.at("cuda").is_boolean() &&
                    answer.contains("environment");
  if (!fits)
    throw InputError(file.string(), "--describe", "one JSON object with torch, cuda, environment",
                     "another answer");
  return {file, answer.at("torch").get<std::string>(), answer.at("cuda").get<bool>(),
          answer.at("environment")};
}

ledger::Work work_of(const CellRun& run) {
  ledger::Work work;
  work.time_limit_seconds = run.time_limit_seconds;
  work.resumes = true;
  work.compute = [run](const ledger::Cell& cell, const fs::path& scratch, Messenger& parent) {
    std::error_code ignored;
    fs::remove(scratch / kOutput, ignored);
    write_atomically(scratch / kSpec, spec_of(cell, scratch, run).dump(1) + "\n");
    become_cell(parent, run.program, scratch);
  };
  work.collect = [run](const ledger::Cell& cell, const fs::path& scratch) {
    return collect(cell, scratch, run);
  };
  work.complaint = last_complaint;
  work.describe = [](const ledger::Cell& cell, const ledger::Record& record) {
    const bool completed = record.state == ledger::State::completed;
    return JobLine{.name = cell.name,
                   .text = to_string(record.state) + (record.message.empty() ? "" : ": " + record.message),
                   .result = completed ? JobResult::good : JobResult::incomplete};
  };
  return work;
}

}  // namespace dsc
