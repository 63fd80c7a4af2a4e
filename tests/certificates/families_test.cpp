#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "harness/check/checker.h"
#include "tests/temporary_folder.h"

/// A family has one name in the grammar, the checker, the writers and the oracle: to change a kind, one
/// searches for one word.
namespace dsc {
namespace {

std::string source(const std::string& path) {
  const std::string text = text_of(std::filesystem::path(DSC_SOURCE) / path);
  EXPECT_FALSE(text.empty()) << path;
  return text;
}

TEST(Families, HaveOneNameInGrammarCheckerWriterAndOracle) {
  std::istringstream grammar(source("harness/certificate/GRAMMAR.md"));
  std::vector<std::string> kinds;
  std::string family, checker, writer, oracle;
  for (std::string line; std::getline(grammar, line);) {
    if (line.starts_with("## Family `")) {
      family = line.substr(11, line.size() - 12);
      checker = source("harness/check/" + family + ".cpp");
      if (family == "lista") checker += source("harness/check/lista_run.cpp");
      writer = source("theorems/certificates/" + family + ".h");
      oracle = source("tests/certificates/oracle_" + family + ".cpp");
    }
    if (!line.starts_with("### ")) continue;
    const std::string kind = line.substr(4);
    kinds.push_back(kind);
    EXPECT_NE(checker.find("Statement " + kind + "("), std::string::npos) << family << ": " << kind;
    EXPECT_NE(writer.find("std::string " + kind + "("), std::string::npos) << family << ": " << kind;
    EXPECT_NE(oracle.find("bool " + kind + "("), std::string::npos) << family << ": " << kind;
  }
  EXPECT_EQ(kinds, check::known_kinds());
}

}  // namespace
}  // namespace dsc
