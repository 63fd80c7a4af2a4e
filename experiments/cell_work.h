#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

/// The side of an experiment that computes: works by name, run by the program dsc-cell.
namespace dsc {

struct CellContext {
  nlohmann::json parameters{};          ///< as the experiment wrote them
  std::vector<std::string> data{};      ///< names of the sets
  std::filesystem::path data_folder{};  ///< may be empty: then only sets from packages
  std::filesystem::path scratch{};      ///< a folder of the cell's own that outlives a kill: checkpoint,
                                        ///< metrics.jsonl; emptied after success
  std::filesystem::path
      pictures{};  ///< path stem for PNG files that belong to the result (append "-name.png")
  std::string device = "cpu";
  int threads = 1;
  std::function<void(double)> progress{};  ///< share of the work done; never empty
  std::function<bool()> stop{};  ///< whether to keep what is needed to go on later, and throw; never empty
};

/// Does the work and returns its result (finite numbers, texts, lists, objects). Throws on failure: nothing
/// is stored then but the failure.
using CellWork = std::function<nlohmann::ordered_json(const CellContext&)>;

/// One such object at the end of the work's file.
struct CellWorkRegistration {
  CellWorkRegistration(const std::string& name, CellWork work);
};

/// Throws std::invalid_argument for an unknown name.
const CellWork& cell_work(const std::string& name);

}  // namespace dsc
