#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dsc {

/// The feature of one layer and the filters that make it.
struct LayerRecord {
  std::string name{};                      ///< of the feature: "conv1"
  std::int64_t channels = 0, entries = 0;  ///< of the feature of one image
  std::int64_t rows = 0, columns = 0;      ///< of the matrix that has one filter a column; 0 for none
  std::int64_t zero_filters = 0;           ///< left out
  double mu = 0;                           ///< mutual coherence
  std::optional<double> mu_shifted{};      ///< with all shifts of the filters against each other
};

/// PNG files beside the record that show one test set: "<record>-<name>.png".
struct PictureRecord {
  std::string set{}, scene{}, masks{};
};

/// What the work "inspect" finds in a trained network.
struct InspectionRecord {
  std::vector<LayerRecord> layers{};
  std::vector<PictureRecord> pictures{};
};

nlohmann::ordered_json to_json(const InspectionRecord& record);
/// The inverse. Throws InputError where a field is missing or of another type; `file` begins the message.
InspectionRecord inspection_record(const nlohmann::ordered_json& json, const std::string& file);

}  // namespace dsc
