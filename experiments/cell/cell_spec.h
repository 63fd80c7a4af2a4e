#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "experiments/cell_work.h"

namespace dsc {

/// What dsc-cell is asked to do: a JSON object {work, parameters, data, data_folder, scratch, pictures,
/// device, threads, output}, all of them there and no other.
struct CellSpec {
  std::string work{};
  CellContext context{};           ///< without progress and stop
  std::filesystem::path output{};  ///< where the result goes
};

/// Errors (InputError): not one JSON object of at most 1 MiB; a field that is missing, unknown, of another
/// type or out of its range. `name` is the file's, for messages.
CellSpec parse_cell_spec(const std::string& text, const std::string& name);

}  // namespace dsc
