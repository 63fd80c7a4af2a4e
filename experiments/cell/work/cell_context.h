#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/data/set_location.h"
#include "experiments/training/working_time.h"

namespace dsc {

/// What a cell works with.
struct CellContext {
  nlohmann::ordered_json parameters{};  ///< as the study wrote them
  std::vector<SetLocation> data{};      ///< the sets that it reads
  std::filesystem::path
      scratch{};  ///< a folder of the cell's own that outlives a kill; emptied after success
  std::filesystem::path
      pictures{};  ///< path stem for PNG files that belong to the result: append "-name.png"
  std::filesystem::path networks{};  ///< where trained networks are kept, see networks/stored_network.h
  std::string trained{};             ///< SHA-256 of the network to inspect; empty for work that needs none
  std::string device = "cpu";
  int threads = 1;
  WorkingTime time{};
  std::function<void(double)> progress{};  ///< share of the work done; never empty
  std::function<bool()> stop{};  ///< whether to keep what is needed to go on later, and throw; never empty
};

struct CellOutput {
  nlohmann::ordered_json result{};  ///< finite numbers, texts, lists, objects
  double seconds = 0;               ///< wall time of all processes that took part
};

/// One kind of work: a function in a file of its own, which includes no other work's code. Throws on failure.
using CellWork = std::function<CellOutput(const CellContext&)>;

/// One such object at the end of the work's file.
struct CellWorkRegistration {
  CellWorkRegistration(const std::string& name, CellWork work);
};

/// Throws std::invalid_argument where no work has this name, with the names that there are.
const CellWork& cell_work(const std::string& name);

}  // namespace dsc
