#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "experiments/cell/work/cell_context.h"

namespace dsc {

/// What dsc-cell is asked to do.
struct CellSpec {
  std::string work{};              ///< "classify", "segment", "unroll", "inspect"
  CellContext context{};           ///< without time, progress and stop
  std::filesystem::path output{};  ///< where the result goes
};

/// {"work", "parameters", "data": [{"key", "name", "layout", "folders"}], "scratch", "pictures", "networks",
/// "trained", "device", "threads", "output"}
nlohmann::ordered_json to_json(const CellSpec& spec);

/// The inverse. Throws InputError where it is not one JSON object of at most 1 MiB, or a field is missing,
/// unknown, of another type or out of its range. `name` is the file's, for messages.
CellSpec parse_cell_spec(const std::string& text, const std::string& name);

}  // namespace dsc
