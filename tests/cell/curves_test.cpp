#include "experiments/cell/curves.h"

#include <gtest/gtest.h>

namespace dsc {
namespace {

using nlohmann::ordered_json;

TEST(Curves, RowsBecomeColumns) {
  const std::vector<std::string> metrics = {
      R"({"epoch":1,"rate":0.1,"train":{"loss":2.5,"penalty":0.5}})",
      R"({"epoch":2,"rate":0.05,"train":{"loss":1.5,"penalty":0.25},"sets":{"a/b, test":{"loss":3.0,"PA":{"mean":0.5,"deviation":0.1},"density":{"conv1":0.75}}}})",
      R"({"epoch":3,"rate":0.0,"train":{"loss":1.0,"penalty":0.125},"sets":{"a/b, test":{"loss":2.0,"PA":{"mean":0.6,"deviation":0.2},"density":{"conv1":0.5}}}})"};
  const ordered_json expected = ordered_json::parse(R"({
    "train": {"epoch": [1, 2, 3], "rate": [0.1, 0.05, 0.0], "loss": [2.5, 1.5, 1.0], "penalty": [0.5, 0.25, 0.125]},
    "sets": [{"name": "a/b, test", "epoch": [2, 3], "loss": [3.0, 2.0], "PA": {"mean": [0.5, 0.6], "deviation": [0.1, 0.2]},
              "density": {"conv1": [0.75, 0.5]}}]})");
  EXPECT_EQ(curves_of(metrics), expected);
}

}  // namespace
}  // namespace dsc
