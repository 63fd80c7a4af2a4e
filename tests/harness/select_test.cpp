#include "harness/ledger/select.h"

#include <gtest/gtest.h>

#include <random>

#include "harness/error.h"

namespace dsc::ledger {
namespace {

class Selection : public testing::Test {
 protected:
  Selection() {
    for (const std::string id : {"T2.1", "T2.3", "E2b", "C2.4"}) {
      cells_.push_back({.row = id, .name = id + "/check"});
      cells_.push_back({.row = id, .name = id + "/control", .weight = 0.5});
    }
  }

  std::vector<std::string> chosen(const std::vector<std::string>& patterns) const {
    std::vector<std::string> names;
    for (const Cell& cell : select(cells_, patterns)) names.push_back(cell.name);
    return names;
  }

  std::vector<Cell> cells_;
};

using Names = std::vector<std::string>;

TEST_F(Selection, ChoosesByClaimByCellAndByExclusion) {
  EXPECT_EQ(chosen({}).size(), 8u);
  EXPECT_EQ(chosen({"T2.1"}), (Names{"T2.1/check", "T2.1/control"}));
  EXPECT_EQ(chosen({"T2.1/control"}), Names{"T2.1/control"});
  EXPECT_EQ(chosen({"T2.*", "-T2.3"}), (Names{"T2.1/check", "T2.1/control"}));
  EXPECT_EQ(chosen({"-*/control", "-T2.?"}), (Names{"E2b/check", "C2.4/check"}));
  EXPECT_EQ(chosen({"[CE]*/check"}), (Names{"E2b/check", "C2.4/check"}));
  EXPECT_EQ(chosen({"C2.4", "T2.1/check", "T2.1"}).size(), 4u) << "each once, in the order of the registry";
  EXPECT_TRUE(chosen({"-*"}).empty());
}

TEST_F(Selection, APatternThatMatchesNothingNamesItsNeighbours) {
  for (const std::string pattern : {"T2.2", "t2.1", "T2.1/chekc", "-T2.9", "", "-", "T2", "[", "../T2.1"}) {
    EXPECT_THROW(chosen({pattern}), InputError) << pattern;
  }
  try {
    chosen({"e2B"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("near it are E2b,"), std::string::npos) << error.what();
  }
  EXPECT_THROW(chosen({std::string(1'000'000, '*')}), InputError);
}

TEST_F(Selection, EveryCellIsInExactlyOneShard) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<Cell> some;
    for (const Cell& cell : cells_) {
      if (random() % 2 == 0) some.push_back(cell);
    }
    const int count = 1 + static_cast<int>(random() % 10);
    std::vector<int> owners(some.size(), 0);
    for (int index = 1; index <= count; ++index) {
      const std::vector<bool> ours = in_shard(some, {index, count});
      for (std::size_t i = 0; i < some.size(); ++i) owners[i] += ours[i] ? 1 : 0;
    }
    EXPECT_EQ(owners, std::vector<int>(some.size(), 1)) << count << " shards of " << some.size();
  }
}

TEST_F(Selection, ShardsGetHeavyAndLightCellsAlike) {
  for (int index = 1; index <= 2; ++index) {
    const std::vector<bool> ours = in_shard(cells_, {index, 2});
    int checks = 0, controls = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (ours[i]) ++(cells_[i].weight < 1 ? controls : checks);
    }
    EXPECT_EQ(checks, 2);
    EXPECT_EQ(controls, 2);
  }
}

TEST(ParseShard, TakesOnlyPartsOfAWhole) {
  EXPECT_EQ(parse_shard("2/3").index, 2);
  EXPECT_EQ(parse_shard("2/3").count, 3);
  for (const char* bad : {"", "/", "1/", "/1", "0/3", "4/3", "-1/3", "1/0", "1/3x", "x1/3", "1 /3", "1/3/5",
                          "1.5/3", "99999999999999999999/3", "1/99999999999999999999", "1/100001"}) {
    EXPECT_THROW(parse_shard(bad), InputError) << bad;
  }
}

}  // namespace
}  // namespace dsc::ledger
