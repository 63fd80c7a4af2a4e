#include "harness/verify/formal_proofs.h"

#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "tests/temporary_folder.h"

namespace dsc::verify {
namespace {

namespace fs = std::filesystem;

class Proofs : public ::testing::Test {
 protected:
  void SetUp() override {
    write_atomically(folder / "One.v",
                     "(* What it says. *)\nDefinition P_statement := 1 <= 2.5.\nTheorem P : P_statement.\n");
    record("1", sha256_hex(read_bytes(folder / "One.v")));
  }
  void record(const std::string& schema, const std::string& digest) const {
    write_atomically(results / "formal.json",
                     R"({"schema": )" + schema +
                         R"(, "coq": "8.16.1", "mathcomp": "1.15.0", "seconds": 61, "sources": {"One.v": ")" +
                         digest + R"("}, "theorems": {"P": "One.v"}})");
  }

  TemporaryFolder root;
  const fs::path folder = root / "formal", results = root / "results";
};

TEST_F(Proofs, StandBehindAVerdictOnlyAsTheyWereAudited) {
  const Claim claim{
      .id = "P", .formal_theorem = "P", .formal_verdict = Verdict::refuted, .formal_repair = "Q"};
  auto proofs = read_formal_proofs(results, folder);
  ASSERT_TRUE(proofs);
  EXPECT_EQ(proofs->proves("P"), "One.v");
  EXPECT_EQ(formal_verdict(claim, Form::printed, proofs), Verdict::refuted);
  EXPECT_EQ(formal_verdict(claim, Form::repaired, proofs), std::nullopt) << "Q was not audited";

  write_atomically(folder / "One.v", "Definition P_statement := True.\n");
  proofs = read_formal_proofs(results, folder);
  EXPECT_EQ(proofs->changed.at("One.v"), "changed");
  EXPECT_EQ(proofs->proves("P"), "");
  EXPECT_EQ(formal_verdict(claim, Form::printed, proofs), std::nullopt);

  fs::remove(folder / "One.v");
  EXPECT_EQ(read_formal_proofs(results, folder)->changed.at("One.v"), "missing");
}

TEST_F(Proofs, AreNoneWithoutARecord) {
  fs::remove(results / "formal.json");
  EXPECT_FALSE(read_formal_proofs(results, folder));
  EXPECT_EQ(formal_verdict(Claim{.formal_theorem = "P", .formal_verdict = Verdict::proved}, Form::printed,
                           std::nullopt),
            std::nullopt);
}

TEST_F(Proofs, ARecordOfAnotherKindIsRefused) {
  record("2", std::string(64, 'a'));
  EXPECT_THROW(read_formal_proofs(results, folder), InputError);
  record("1", "no digest");
  EXPECT_THROW(read_formal_proofs(results, folder), InputError);
  write_atomically(results / "formal.json", "{");
  EXPECT_THROW(read_formal_proofs(results, folder), InputError);
}

TEST_F(Proofs, ASentenceIsShownWithTheCommentAboveIt) {
  const std::string definition = "(* What it says. *)\nDefinition P_statement := 1 <= 2.5.";
  EXPECT_EQ(formal_sentence(folder / "One.v", "Definition", "P_statement"), definition);
  EXPECT_EQ(formal_sentence(folder / "One.v", "Definition", "P"), "") << "another name begins with it";
  EXPECT_EQ(formal_sentence(folder / "None.v", "Definition", "P_statement"), "");
  EXPECT_EQ(formal_listing(folder / "One.v", "P_statement", "P"),
            definition + "\n\nTheorem P : P_statement.");
}

// A claim that names a theorem which nobody proves, or a statement which nobody states, would say more than
// is known.
TEST(FormalNames, OfEveryClaimExist) {
  const fs::path root = DSC_SOURCE_TREE;
  const std::string audit = read_bytes(root / "theorems/formal/Audit.v");
  const std::regex row(
      "\\.formal_statement = \"([\\w ]+)\",\\s*\\.formal_theorem = \"(\\w+)\",\\s*\\.formal_verdict = "
      "Verdict::(proved|refuted|vacuous),"
      "(?:\\s*\\.formal_repair = \"(\\w+)\",)?");
  const auto file_of = [&](const std::string& theorem) -> fs::path {
    std::smatch home;
    const bool found =
        std::regex_search(audit, home, std::regex("Print Assumptions (\\w+)\\." + theorem + "\\."));
    EXPECT_TRUE(found) << theorem << " is not in Audit.v";
    return found ? root / "theorems/formal" / (home.str(1) + ".v") : fs::path();
  };
  int rows = 0, named = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "theorems/claims")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_bytes(entry.path());
    for (std::size_t at = text.find(".formal_statement"); at != std::string::npos;
         at = text.find(".formal_statement", at + 1))
      ++named;
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) {
      ++rows;
      const fs::path file = file_of((*it)[2]);
      std::istringstream definitions((*it)[1]);
      for (std::string name; definitions >> name;)
        EXPECT_NE(formal_sentence(file, "Definition", name), "") << name;
      EXPECT_NE(formal_sentence(file, "Theorem", (*it)[2]), "") << (*it)[2];
      if ((*it)[4].matched) file_of((*it)[4]);
    }
  }
  EXPECT_EQ(rows, named) << "a row names its theorem in another form";
  EXPECT_GT(rows, 30);
}

}  // namespace
}  // namespace dsc::verify
