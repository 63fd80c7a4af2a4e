#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace dsc {

/// What tells processors apart whose last bits may differ: {"vendor", "family", "model", "stepping", "flags":
/// SHA-256 of the list of features}, each "unknown" where it is not said. `cpuinfo` is the text of
/// /proc/cpuinfo; its first processor counts. A model's name is no such mark: virtual machines share one.
nlohmann::ordered_json processor_of(const std::string& cpuinfo);

/// Of this machine.
nlohmann::ordered_json this_processor();

}  // namespace dsc
