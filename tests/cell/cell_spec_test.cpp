#include "experiments/cell/cell_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json good() {
  return {{"work", "classify"},
          {"parameters", {{"seed", 1}}},
          {"data", json::array({{{"key", "a"}, {"name", "A"}, {"layout", "idx"}, {"folders", {"/f"}}}})},
          {"scratch", "s"},
          {"pictures", "p"},
          {"networks", "n"},
          {"trained", ""},
          {"device", "cpu"},
          {"threads", 2},
          {"output", "o.json"}};
}

std::string refusal(const std::string& text) {
  try {
    parse_cell_spec(text, "spec.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CellSpec, HoldsWhatItSays) {
  const CellSpec spec = parse_cell_spec(good().dump(), "spec.json");
  EXPECT_EQ(spec.work, "classify");
  EXPECT_EQ(spec.context.parameters.at("seed"), 1);
  ASSERT_EQ(spec.context.data.size(), 1u);
  EXPECT_EQ(spec.context.data[0].layout, Layout::idx);
  EXPECT_EQ(spec.context.data[0].folders.at(0), "/f");
  EXPECT_EQ(spec.context.threads, 2);
  EXPECT_EQ(spec.output, "o.json");
}

TEST(CellSpec, EveryFieldIsNeeded) {
  const json all = good();
  for (const auto& [key, value] : all.items()) {
    json spec = good();
    spec.erase(key);
    EXPECT_THAT(refusal(spec.dump()), testing::AllOf(HasSubstr("spec.json"), HasSubstr("\"" + key + "\"")));
    spec[key] = nullptr;
    EXPECT_THAT(refusal(spec.dump()), HasSubstr(key)) << "null";
  }
}

TEST(CellSpec, OtherTextsAreRefused) {
  EXPECT_THAT(refusal(""), HasSubstr("expected a JSON object"));
  EXPECT_THAT(refusal("[1]"), HasSubstr("found array"));
  EXPECT_THAT(refusal(good().dump().substr(0, 40)), HasSubstr("byte"));
  EXPECT_THAT(refusal(std::string((1 << 20) + 1, ' ')), HasSubstr("at most 1 MiB"));
  for (const json& threads : {json(0), json(-1), json(1025), json(1.5), json("2")}) {
    json spec = good();
    spec["threads"] = threads;
    EXPECT_THAT(refusal(spec.dump()), HasSubstr("threads")) << threads;
  }
  json spec = good();
  spec["speed"] = 1;
  EXPECT_THAT(refusal(spec.dump()), HasSubstr("\"speed\""));
  spec = good();
  spec["data"] = {1};
  EXPECT_THAT(refusal(spec.dump()), HasSubstr("data"));
}

TEST(CellSpec, WhatIsWrittenIsRead) {
  CellSpec spec = parse_cell_spec(good().dump(), "spec.json");
  spec.context.trained = std::string(64, 'a');
  spec.context.data = {{"cifar-10", "CIFAR-10", Layout::cifar10, {"c"}},
                       {"x/test", "X", Layout::masks, {"i", "m"}},
                       {"composed/test", "C", Layout::composed_test, {"g", "p"}}};
  const auto written = to_json(spec);
  EXPECT_EQ(to_json(parse_cell_spec(written.dump(), "spec.json")), written);
}

TEST(CellSpec, SetsAndNetworksMustBeWhole) {
  const auto with = [](const char* key, const json& value) {
    json spec = good();
    spec["data"][0][key] = value;
    return refusal(spec.dump());
  };
  EXPECT_THAT(with("layout", "tar"), HasSubstr("one of cifar10, cifar100, idx, masks"));
  EXPECT_THAT(with("layout", "masks"), HasSubstr("folders: expected two, found 1"));
  EXPECT_THAT(with("folders", {1}), HasSubstr("folders"));
  EXPECT_THAT(with("url", "x"), HasSubstr("\"url\""));
  for (const char* trained : {"abc", "../../etc/passwd"}) {
    json spec = good();
    spec["trained"] = trained;
    EXPECT_THAT(refusal(spec.dump()), HasSubstr("trained: expected a SHA-256 or nothing"));
  }
}

}  // namespace
}  // namespace dsc
