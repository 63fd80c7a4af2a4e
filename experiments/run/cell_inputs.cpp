#include "experiments/run/cell_inputs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>

#include "harness/error.h"
#include "harness/files/digest.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

constexpr int kInputsSchema = 1;

/// What the program prints when run with `option`; empty where it cannot be run.
std::string output_of(const std::filesystem::path& program, const std::string& option) {
  // The path is in single quotes for the shell, those within it escaped.
  std::string quoted = "'";
  for (const char c : program.string()) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen((quoted + "' " + option + " 2>/dev/null").c_str(), "r"), pclose);
  std::string text;
  std::array<char, 4096> part{};
  while (pipe && text.size() < (1u << 20)) {
    const std::size_t got = std::fread(part.data(), 1, part.size(), pipe.get());
    if (got == 0) break;
    text.append(part.data(), got);
  }
  return text;
}

}  // namespace

CellProgram describe_cell_program(const std::filesystem::path& file) {
  if (access(file.c_str(), X_OK) != 0) {
    throw InputError(file.string(), "",
                     "the program dsc-cell (built where LibTorch is found: apt install libtorch-dev)",
                     "none that can run");
  }
  const auto answer = ordered_json::parse(output_of(file, "--describe"), nullptr, false);
  const bool fits = answer.is_object() && answer.contains("torch") && answer.at("torch").is_string() &&
                    answer.contains("cuda") && answer.at("cuda").is_boolean() &&
                    answer.contains("environment");
  if (!fits)
    throw InputError(file.string(), "--describe", "one JSON object with torch, cuda, environment",
                     "another answer");
  return {file, answer.at("torch").get<std::string>(), answer.at("cuda").get<bool>(),
          answer.at("environment")};
}

ordered_json to_json(const ExperimentInputs& inputs) {
  ordered_json data = ordered_json::object();
  for (const auto& [name, state] : inputs.data) data[name] = state.sha256;
  ordered_json json = {{"work", inputs.cell.work},
                       {"parameters", inputs.cell.parameters},
                       {"data", data},
                       {"code", inputs.code},
                       {"device", inputs.device},
                       {"threads", inputs.threads},
                       {"environment", inputs.program.environment},
                       {"torch", inputs.program.torch},
                       {"compiler", inputs.build.compiler},
                       {"flags", inputs.build.flags},
                       {"processor", inputs.build.processor}};
  if (!inputs.cell.trained.empty()) json["trained"] = inputs.trained;
  return json;
}

std::string address_of(const ExperimentInputs& inputs) {
  nlohmann::json canonical(to_json(inputs));
  canonical["schema"] = kInputsSchema;
  canonical["cell"] = inputs.cell.experiment + "/" + inputs.cell.name;
  return sha256_hex(canonical.dump());
}

}  // namespace dsc
