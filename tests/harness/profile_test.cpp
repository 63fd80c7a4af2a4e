#include "harness/ledger/profile.h"

#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/verify/claim_cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

const std::string kGood =
    "[claims]\nsamples = 3\nsearch_steps = 40\nenumeration = 500\ntime_limit_seconds = 1.5\n";

class ProfileFile : public testing::Test {
 protected:
  verify::ClaimProfile read(const std::string& text, const std::string& name = "p.toml") const {
    write_text(folder_.path() / name, text);
    return verify::claim_profile(ledger::read_profile(folder_.path() / name));
  }
  std::string refusal(const std::string& text) const {
    try {
      read(text);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }

  TemporaryFolder folder_;
};

TEST_F(ProfileFile, ReadsEveryField) {
  const verify::ClaimProfile profile = read(kGood);
  EXPECT_EQ(ledger::read_profile(folder_.path() / "p.toml").name, "p");
  EXPECT_EQ(profile.effort.samples, 3);
  EXPECT_EQ(profile.effort.search_steps, 40);
  EXPECT_EQ(profile.effort.enumeration, 500);
  EXPECT_EQ(profile.time_limit_seconds, 1.5);
}

TEST_F(ProfileFile, NamesTheLineOfWhatIsWrong) {
  EXPECT_NE(refusal(kGood + "sample = 3\n").find("line 6"), std::string::npos)
      << refusal(kGood + "sample = 3\n");
  EXPECT_NE(refusal("[claims]\nsamples = 0\n").find("line 2"), std::string::npos);
  EXPECT_NE(refusal("[claims]\nsamples = \"3\"\n").find("line 2"), std::string::npos);
  EXPECT_NE(refusal("[claims]\nsamples = 3.0\n").find("line 2"), std::string::npos);
  EXPECT_NE(refusal("[claims]\nsamples 3\n").find("line 2"), std::string::npos);
  EXPECT_NE(refusal(kGood + "[claim]\n").find("line 6"), std::string::npos);
  EXPECT_NE(refusal(kGood + "samples = 4\n").find("line 6"), std::string::npos) << "a key given twice";
}

TEST_F(ProfileFile, RefusesWhatIsMissingOrOutOfRange) {
  for (const std::string text :
       {"", "claims = 3\n", "[claims]\n", "[claims]\nsamples = 3\nsearch_steps = 40\nenumeration = 500\n"}) {
    EXPECT_NE(refusal(text), "accepted") << text;
  }
  const std::string most =
      "[claims]\nsamples = 3\nsearch_steps = 40\nenumeration = 500\ntime_limit_seconds = ";
  for (const std::string limit : {"0", "-1", "nan", "inf", "1e9", "true"}) {
    EXPECT_NE(refusal(most + limit + "\n"), "accepted") << limit;
  }
  EXPECT_NE(refusal("[claims]\nsamples = 99999999999999999999\n"), "accepted");
}

TEST_F(ProfileFile, ItsNameCanBeAFolder) {
  for (const std::string name : {"..toml", "a b.toml", "-x.toml", "ü.toml", "a.b.toml"}) {
    EXPECT_THROW(read(kGood, name), InputError) << name;
  }
}

TEST(Profiles, FourAreThereAndGrow) {
  const auto find = [](const std::string& name) {
    return verify::claim_profile(ledger::find_profile(name, DSC_PROFILES));
  };
  verify::ClaimProfile before = find("smoke");
  for (const char* name : {"quick", "cpu", "paper"}) {
    const verify::ClaimProfile next = find(name);
    EXPECT_LT(before.effort.samples, next.effort.samples) << name;
    EXPECT_LT(before.effort.search_steps, next.effort.search_steps) << name;
    EXPECT_LE(before.time_limit_seconds, next.time_limit_seconds) << name;
    before = next;
  }
  for (const char* bad : {"", "fast", "../profiles/quick", "missing.toml", "/dev/null", "quick "}) {
    EXPECT_THROW(ledger::find_profile(bad, DSC_PROFILES), InputError) << bad;
  }
}

}  // namespace
}  // namespace dsc
