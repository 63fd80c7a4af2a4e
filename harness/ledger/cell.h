#pragma once

#include <nlohmann/json.hpp>
#include <string>

/// The ledger: what can be computed, where its result lies, and what is known of it. It knows neither claims
/// nor experiments; both give it cells, the work behind them, and a section of the report.
namespace dsc::ledger {

/// The unit of work and of storage: a claim's check or control, or one run of an experiment.
struct Cell {
  std::string row{};   ///< id of the claim or the experiment, "T2.1"
  std::string name{};  ///< unique: "T2.1/control", "classification/cifar-10-lenet5-relu-l1-seed1"
  std::string file{};  ///< of its record, below the profile's folder: "claims/T2.1.control.json"
  /// Everything that its result depends on. The member "code" is the digest of the code; what is outside
  /// (compiler, processor, threads, the checker) is told in the provenance of a record.
  nlohmann::ordered_json inputs{};
  std::string obstacle{};   ///< why it cannot run here, "cifar-10 not found: …"; else empty
  std::string waits_for{};  ///< the cell whose result it reads, where that has none yet; else empty
  double weight = 1;        ///< expected cost relative to the other cells: the heaviest run first
  int round = 0;            ///< of equal weight those of an earlier round run first
};

/// SHA-256 of the canonical JSON (keys sorted, no spaces) of the inputs: cells of equal inputs share their
/// result.
std::string address_of(const nlohmann::ordered_json& inputs);

}  // namespace dsc::ledger
