// Help, listing, and what is said to input that cannot be used: one line, exit status 2.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/harness/program.h"

namespace dsc {
namespace {

using Words = std::vector<std::string>;

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const Words kCommands = {"list", "verify", "experiment", "report", "reproduce", "compare", "doctor"};

TEST(Help, EveryCommandHasOneWithExamples) {
  const Ended general = run_program({"--help"});
  EXPECT_EQ(general.status, 0);
  EXPECT_TRUE(holds(general.out, "Exit status:"));
  for (const std::string& command : kCommands) {
    EXPECT_TRUE(holds(general.out, "  " + command + " ")) << command;
    for (const char* flag : {"--help", "-h"}) {
      const Ended ended = run_program({command, flag});
      EXPECT_EQ(ended.status, 0) << command;
      EXPECT_TRUE(holds(ended.out, "Examples:\n  dsc " + command)) << ended.out;
      EXPECT_EQ(ended.err, "");
    }
  }
}

class Hostile : public testing::TestWithParam<Words> {};

TEST_P(Hostile, GetsOneLineAndStatusTwo) {
  TemporaryFolder folder;
  Words words = GetParam();
  std::replace(words.begin(), words.end(), std::string("FOLDER"), folder.path().string());
  const Ended ended = run_program(words);
  EXPECT_EQ(ended.status, 2) << ended.out << ended.err;
  EXPECT_TRUE(ended.err.starts_with("dsc: ")) << ended.err;
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
  EXPECT_LT(ended.err.size(), 1200u);
  EXPECT_TRUE(std::all_of(ended.err.begin(), ended.err.end() - 1, [](unsigned char c) {
    return c >= ' ' && c != 127;
  })) << "control characters reach the terminal";
  EXPECT_TRUE(files_below(folder.path()).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Options, Hostile,
    testing::Values(Words{}, Words{""}, Words{"verity"}, Words{"verify", "--job", "1"}, Words{"--verify"},
                    Words{"verify", "P1", "--results", "FOLDER", "--jobs", "0"},
                    Words{"verify", "P1", "--results", "FOLDER", "--jobs", "-1"},
                    Words{"verify", "P1", "--results", "FOLDER", "--jobs", "99999999999999999999"},
                    Words{"verify", "P1", "--results", "FOLDER", "--jobs", "two"},
                    Words{"verify", "P1", "--results", "FOLDER", "--seed", "-5"},
                    Words{"verify", "P1", "--results", "FOLDER", "--seed=-5"},
                    Words{"verify", "P1", "--results", "FOLDER", "--seed", "18446744073709551616"},
                    Words{"verify", "P1", "--results", "FOLDER", "--seed", "1.5"},
                    Words{"verify", "P1", "--results", "FOLDER", "--seed", ""},
                    Words{"verify", "P1", "--results", "FOLDER", "--shard", "4/3"},
                    Words{"verify", "P1", "--results", "FOLDER", "--shard", "0/0"},
                    Words{"verify", "P1", "--results", "FOLDER", "--profile", "../quick"},
                    Words{"verify", "P1", "--results", "FOLDER", "--profile", "/dev/zero.toml"},
                    Words{"verify", "P1", "--results", "FOLDER", "--profile", "\x1b[31m\nred"},
                    Words{"verify", "P1", "--results", "FOLDER", "--profile", std::string(100'000, 'x')},
                    Words{"verify", "P1", "--results"}, Words{"verify", "", "--results", "FOLDER"},
                    Words{"verify", "-", "--results", "FOLDER"},
                    Words{"verify", "nothing", "--results", "FOLDER"},
                    Words{"verify", "P1", "-nothing", "--results", "FOLDER"},
                    Words{"list", std::string(100'000, '*')}, Words{"list", "\xff\xfe"},
                    Words{"list", "--jsno"}, Words{"report", "--results", "FOLDER"}, Words{"report", "extra"},
                    Words{"report", "--profile", "none", "--results", "FOLDER"}, Words{"compare", "FOLDER"},
                    Words{"compare", "FOLDER", "FOLDER"}, Words{"compare", "FOLDER", "/nonexistent"},
                    Words{"compare", "a", "b", "c"}, Words{"doctor", "-x"}));

TEST(Patterns, AHyphenExcludesWhereverItStands) {
  for (const Words& words :
       {Words{"list", "P*", "-P2"}, Words{"list", "-P2", "P*"}, Words{"list", "P*", "--", "-P2"}}) {
    const Ended ended = run_program(words);
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "P1 ")) << ended.out;
    EXPECT_FALSE(holds(ended.out, "P2 ")) << ended.out;
  }
  EXPECT_FALSE(holds(run_program({"list", "-W*", "-h*", "-X.*"}).out, "W1")) << "-h* is no help flag";
  const Ended dry =
      run_program({"verify", "-X.*", "-W?", "-*/control", "--dry-run", "--results", "/nonexistent"});
  EXPECT_TRUE(holds(dry.out, "P1/check  run   no result yet\nP2/check  run")) << dry.out << dry.err;
}

TEST(Patterns, AMissNamesItsNeighbours) {
  const Ended ended = run_program({"verify", "x.Hang"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(holds(ended.err, "pattern x.Hang")) << ended.err;
  EXPECT_TRUE(holds(ended.err, "near it are X.hangs")) << ended.err;
  EXPECT_TRUE(holds(run_program({"verify", "-W9"}).err, "near it are W1")) << "an exclusion too";
}

TEST(List, IsATableForPeopleAndJsonForPrograms) {
  const Ended table = run_program({"list", "P1"});
  EXPECT_EQ(table.out, "id  title              expected\nP1  A claim for tests  certified\n");
  const auto json = nlohmann::json::parse(run_program({"list", "P1", "W1/control", "--json"}).out);
  EXPECT_EQ(json.at("schema"), 1);
  ASSERT_EQ(json.at("claims").size(), 2u);
  EXPECT_EQ(json.at("claims")[0].at("id"), "P1");
  EXPECT_EQ(json.at("claims")[0].at("expected").at("printed"), "certified");
  EXPECT_EQ(json.at("claims")[0].at("cells"), (Words{"P1/check", "P1/control"}));
  EXPECT_EQ(json.at("claims")[1].at("cells"), Words{"W1/control"});
}

TEST(Usage, AWrongCommandIsToldWhichThereAre) {
  const Ended ended = run_program({"frob"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(holds(ended.err, "expected one of the commands list, verify, ")) << ended.err;
  EXPECT_TRUE(holds(ended.err, "found frob")) << ended.err;
  EXPECT_TRUE(holds(run_program({}).err, "found nothing"));
}

TEST(Usage, SaysItsVersion) {
  const Ended ended = run_program({"--version"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.out.find("dsc "), 0u) << ended.out;
}

// A device that is full takes the first bytes and loses the rest at the end.
TEST(Usage, OutputThatIsLostIsAFailure) {
  for (const Words& words :
       {Words{"list"}, Words{"list", "--json"}, Words{"--help"}, Words{"--version"}, Words{"doctor"}}) {
    const Ended ended = run_program(words, {}, "/dev/full");
    EXPECT_EQ(ended.status, 3) << words[0];
    EXPECT_TRUE(holds(ended.err, "cannot write")) << ended.err;
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
  }
}

/// Runs on a profile whose one experiment does what it is told.
class Reproduce : public testing::Test {
 protected:
  Ended reproduce(const Words& patterns, const Words& more = {}) const {
    Words words = {"reproduce"};
    words.insert(words.end(), patterns.begin(), patterns.end());
    const Words options = {"--profile",         profile_,    "--results",
                           folder_ / "results", "--reports", folder_ / "reports"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  void experiment(const std::string& act) const {
    write_text(profile_,
               "[claims]\nsamples = 1\nsearch_steps = 1\nenumeration = 1\ntime_limit_seconds = 1\n"
               "[experiments]\ntime_limit_seconds = 60\n[experiments.trial]\nact = \"" +
                   act + "\"\n");
  }
  void SetUp() override { experiment("answer"); }

  TemporaryFolder folder_;
  std::string profile_ = folder_ / "p.toml";
};

TEST_F(Reproduce, VerifiesThenReports) {
  const Ended ended = reproduce({"P1"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  const std::string report = text_of(folder_ / "reports/REPORT.md");
  EXPECT_TRUE(holds(report, "[P1](claims/P1.md)")) << report;
  EXPECT_TRUE(holds(text_of(folder_ / "reports/claims/P1.md"), "# P1: A claim for tests"));
  EXPECT_TRUE(holds(report, "- **P2**: **no record**: `dsc verify P2 --profile p`"));
  EXPECT_EQ(reproduce({"X.wrong/check"}).status, 1) << "a report does not make it better";
  EXPECT_EQ(reproduce({"X.throws/check"}).status, 3);
  const Words report_again = {"report",    "--profile",      profile_, "--results", folder_ / "results",
                              "--reports", folder_ / "again"};
  EXPECT_EQ(run_program(report_again).status, 0);
  EXPECT_TRUE(holds(text_of(folder_ / "again/REPORT.md"), "the check **failed**: no such instance"));
}

TEST_F(Reproduce, OptionsThatExperimentsCannotFollowStopItBeforeAnyClaim) {
  const Ended ended = reproduce({}, {"--device", "cuda"});
  EXPECT_EQ(ended.status, 2) << ended.out;
  EXPECT_TRUE(holds(ended.err, "--device")) << ended.err;
  EXPECT_EQ(files_below(folder_.path()), Words{"p.toml"});
}

TEST_F(Reproduce, PatternsChooseClaimsOnly) {
  const Ended ended = reproduce({"P1/check"}, {"--device", "cuda"});
  EXPECT_EQ(ended.status, 0) << ended.err;
}

TEST_F(Reproduce, TheExperimentsFollowTheClaims) {
  const Ended dry = reproduce({}, {"--dry-run"});
  EXPECT_EQ(dry.status, 0) << dry.err;
  EXPECT_TRUE(holds(dry.out, "P1/check ")) << dry.out;
  EXPECT_TRUE(holds(dry.out, "trial/only  run   no result yet")) << dry.out;
  const Words words = {"experiment", "--profile", profile_, "--results", folder_ / "results"};
  Ended ended = run_program(words);
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(holds(ended.out, "1 cells: 1 completed (0 were up to date), 0 failed")) << ended.out;
  experiment("complain");
  ended = run_program(words);
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(holds(ended.out, "trial/only  failed: the data is damaged")) << ended.out;
}

TEST(Compare, SaysWhatDiffersAndWhetherItCounts) {
  TemporaryFolder folder;
  const auto verify = [&](const std::string& results, const std::string& seed) {
    run_program({"verify", "W1/check", "--profile", "smoke", "--seed", seed, "--results", folder / results});
  };
  verify("a", "1");
  verify("b", "1");
  verify("c", "2");
  EXPECT_EQ(run_program({"compare", folder / "a", folder / "b"}).status, 0);
  const Ended ended = run_program({"compare", folder / "a", folder / "c"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(holds(ended.out, "smoke: W1/check  number digest: ")) << ended.out;
  write_text(folder / "c/smoke/claims/W1.json", "{");
  EXPECT_EQ(run_program({"compare", folder / "a", folder / "c"}).status, 2);
}

TEST(Doctor, NamesEachThingAndTheCommandThatGetsWhatIsMissing) {
  const auto json = nlohmann::json::parse(run_program({"doctor", "--json"}, {{"PATH", "/nonexistent"}}).out);
  std::map<std::string, nlohmann::json> items;
  for (const auto& item : json.at("items")) items[item.at("name").get<std::string>()] = item;
  for (const char* library : {"Eigen", "Boost", "GMP", "FLINT", "GLPK", "dsc-check", "OpenMP", "compiler"}) {
    EXPECT_TRUE(items.at(library).at("found").get<bool>()) << library;
  }
  EXPECT_FALSE(items.at("gnuplot").at("found").get<bool>());
  EXPECT_EQ(items.at("gnuplot").at("remedy"), "apt install gnuplot-nox");
  const Ended table = run_program({"doctor"}, {{"PATH", "/nonexistent"}});
  EXPECT_EQ(table.status, 3);
  EXPECT_TRUE(holds(table.out, "apt install gnuplot-nox")) << table.out;
}

}  // namespace
}  // namespace dsc
