#include "experiments/segmentation/segment_pairs.h"

#include <fmt/format.h>

#include "experiments/findings/result_fields.h"

namespace dsc {

bool penalised(const SeedGroup& group) { return number_parameter(group.one(), "gamma") > 0; }

std::vector<LabelledGroup> SegmentPair::groups() const {
  std::vector<LabelledGroup> there;
  if (plain != nullptr) there.push_back({"without penalty", plain});
  if (with != nullptr) there.push_back({"with penalty", with});
  return there;
}

int SegmentPair::set_count() const { return static_cast<int>(part_at(any().one(), "/curves/sets").size()); }

std::string SegmentPair::set_name(int set) const {
  return text_at(any().one(), fmt::format("/curves/sets/{}/name", set));
}

std::vector<SegmentPair> segment_pairs(const std::vector<SeedGroup>& groups) {
  const auto like = [&](const SeedGroup& group, bool with) -> const SeedGroup* {
    for (const SeedGroup& other : groups) {
      nlohmann::ordered_json a = group.parameters, b = other.parameters;
      a.erase("gamma");
      b.erase("gamma");
      if (a == b && penalised(other) == with) return &other;
    }
    return nullptr;
  };
  std::vector<SegmentPair> pairs;
  for (const SeedGroup& group : groups) {
    if (!penalised(group)) pairs.push_back({&group, like(group, true)});
    if (penalised(group) && like(group, false) == nullptr) pairs.push_back({nullptr, &group});
  }
  return pairs;
}

Measured at_end(int set, const std::string& column) {
  return [pointer = fmt::format("/curves/sets/{}/{}", set, column)](const ExperimentResult& result) {
    return last_number_at(result, pointer);
  };
}

}  // namespace dsc
