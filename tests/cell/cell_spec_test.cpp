#include "experiments/cell/cell_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/cell/parameters.h"
#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json good() {
  return {{"work", "classify"},
          {"parameters", {{"seed", 1}}},
          {"data", {"fashion-mnist"}},
          {"data_folder", ""},
          {"scratch", "s"},
          {"pictures", "p"},
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
  EXPECT_THAT(spec.context.data, testing::ElementsAre("fashion-mnist"));
  EXPECT_TRUE(spec.context.data_folder.empty());
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

TEST(CellParameters, NoneMayBeMissingOrUnknown) {
  const json all = {{"epochs", 3}, {"rate", 0.1}, {"mirror", "never"}};
  const CellParameters given(all);
  EXPECT_EQ(given.integer("epochs", 1, 10), 3);
  EXPECT_THROW(given.finish(), InputError);
  EXPECT_EQ(given.number("rate", 0, 1), 0.1);
  EXPECT_EQ(given.choice<int>("mirror", {{"at_random", 1}, {"never", 2}}), 2);
  EXPECT_NO_THROW(given.finish());
  EXPECT_THROW(given.integer("epochs", 4, 10), InputError);
  EXPECT_THROW(given.integer("rate", 0, 10), InputError);
  EXPECT_THROW(given.number("mirror", 0, 1), InputError);
  EXPECT_THROW(given.text("nothing"), InputError);
  EXPECT_THROW(given.choice<int>("mirror", {{"at_random", 1}}), InputError);
}

}  // namespace
}  // namespace dsc
