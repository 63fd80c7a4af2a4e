#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

#include "tests/temporary_folder.h"

/// dsc-check as it is called from a shell.
namespace dsc {
namespace {

namespace fs = std::filesystem;

struct Answer {
  int status;
  std::string out;  ///< both streams
};

/// `before` runs first in the same shell.
Answer dsc_check(const std::string& arguments, const std::string& before = "") {
  FILE* pipe = popen((before + "'" + DSC_CHECK + "' " + arguments + " 2>&1").c_str(), "r");
  Answer answer{-1, ""};
  char block[4096];
  for (std::size_t size; (size = fread(block, 1, sizeof block, pipe)) > 0;) answer.out.append(block, size);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) answer.status = WEXITSTATUS(status);
  return answer;
}

class DscCheck : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    return folder.write(name, text).string();
  }

  const std::string good = R"({"schema":1,"kind":"stability_identity","depth":2})";
  const std::string bad = R"({"schema":1,"kind":"stability_identity","depth":13})";
  TemporaryFolder folder;
};

TEST_F(DscCheck, OneLineForATrueCertificate) {
  const std::string path = write("good.json", good);
  const Answer answer = dsc_check(path);
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.out, "ok  stability_identity, holds for all signals  " + path + "\n");
}

TEST_F(DscCheck, OneLineWithTheReasonForAFalseOne) {
  const std::string path = write("bad.json", bad);
  const Answer answer = dsc_check(path);
  EXPECT_EQ(answer.status, 1);
  EXPECT_EQ(answer.out,
            "REJECTED  stability_identity  " + path + ": depth: expected a count from 1 to 12, found 13\n");
}

TEST_F(DscCheck, AFolderIsReadInOrderAndToItsEnd) {
  const std::string a = write("a/1.json", good), b = write("a/2.json", bad), c = write("b/c/3.json", good);
  write("a/notes.txt", "no certificate");
  const Answer answer = dsc_check(folder.path().string());
  EXPECT_EQ(answer.status, 1);
  EXPECT_LT(answer.out.find(a), answer.out.find(b));
  EXPECT_LT(answer.out.find(b), answer.out.find(c));
  EXPECT_NE(answer.out.find(c), std::string::npos);
  EXPECT_EQ(std::count(answer.out.begin(), answer.out.end(), '\n'), 3);
}

TEST_F(DscCheck, NothingToCheckIsAnError) {
  write("notes.txt", good);
  const Answer answer = dsc_check(folder.path().string());
  EXPECT_EQ(answer.status, 2);
  EXPECT_NE(answer.out.find("found none"), std::string::npos) << answer.out;
}

TEST_F(DscCheck, AMissingFileIsAnErrorAndTheRestIsStillChecked) {
  const std::string path = write("good.json", good);
  const Answer answer = dsc_check((folder / "missing.json").string() + " " + path);
  EXPECT_EQ(answer.status, 2);
  EXPECT_NE(answer.out.find("missing.json"), std::string::npos);
  EXPECT_NE(answer.out.find("ok  stability_identity, holds for all signals  " + path), std::string::npos);
}

TEST_F(DscCheck, ADanglingLinkInAFolderIsAnError) {
  write("good.json", good);
  fs::create_symlink(folder / "missing", folder / "link.json");
  EXPECT_EQ(dsc_check(folder.path().string()).status, 2);
}

TEST_F(DscCheck, APipeInAFolderIsAnErrorAndNotWaitedFor) {
  const std::string path = write("good.json", good), pipe = (folder / "a.json").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const Answer answer = dsc_check(folder.path().string(), "timeout 20 ");
  EXPECT_EQ(answer.status, 2);
  EXPECT_NE(answer.out.find(pipe + ": expected a file that can be read"), std::string::npos) << answer.out;
  EXPECT_NE(answer.out.find("ok  stability_identity, holds for all signals  " + path), std::string::npos);
}

TEST_F(DscCheck, ALineBreakInANameIsNoLineOfItsOwn) {
  write("a\nok  coherence, fact for all signals  b.json", bad);
  const Answer answer = dsc_check(folder.path().string());
  EXPECT_EQ(answer.status, 1);
  EXPECT_EQ(std::count(answer.out.begin(), answer.out.end(), '\n'), 1) << answer.out;
  EXPECT_NE(answer.out.find("/a\\x0aok  coherence"), std::string::npos) << answer.out;
}

TEST_F(DscCheck, WithARowSaysWhetherACertificateIsEvidence) {
  const std::string path = write("good.json", good), worse = write("bad.json", bad);
  const Answer evidence = dsc_check("--row C2.5 " + path), none = dsc_check("--row T2.1 " + path),
               false_one = dsc_check("--row C2.5 " + worse);
  EXPECT_EQ(evidence.status, 0);
  EXPECT_EQ(evidence.out, "ok  stability_identity, holds for all signals, supports C2.5  " + path + "\n");
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "NO EVIDENCE  stability_identity, holds for all signals  " + path +
                          ": T2.1: expected a kind that is evidence for T2.1, found stability_identity\n");
  EXPECT_EQ(false_one.status, 1);
  EXPECT_TRUE(false_one.out.starts_with("REJECTED  stability_identity  " + worse)) << false_one.out;
}

TEST_F(DscCheck, AnUnknownRowIsAnError) {
  const Answer answer = dsc_check("--row T9.9 " + write("good.json", good));
  EXPECT_EQ(answer.status, 2);
  EXPECT_NE(answer.out.find("--row: expected a row of `dsc-check --contracts`, found T9.9"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(dsc_check("--row").status, 2);
  EXPECT_EQ(dsc_check("--row C2.5").status, 2);
}

TEST_F(DscCheck, ListsItsContracts) {
  const Answer answer = dsc_check("--contracts");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.out.find("T3.1  lista_envelope, supports\n"), std::string::npos) << answer.out;
}

TEST_F(DscCheck, BadUsageIsAnError) {
  EXPECT_EQ(dsc_check("").status, 2);
  EXPECT_EQ(dsc_check("--lenient " + write("good.json", good)).status, 2);
  EXPECT_EQ(dsc_check(write("good.json", good) + " --lenient").status, 2);
}

TEST_F(DscCheck, HelpShowsExamplesAndVersionANumber) {
  const Answer help = dsc_check("--help"), version = dsc_check("--version");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("dsc-check results"), std::string::npos);
  EXPECT_EQ(version.status, 0);
  EXPECT_TRUE(std::regex_match(version.out, std::regex("dsc-check \\d+\\.\\d+\\.\\d+, grammar 1\n")))
      << version.out;
}

TEST_F(DscCheck, AnEmptyOrEndlessFileIsRejected) {
  EXPECT_EQ(dsc_check(write("empty.json", "")).status, 1);
  const Answer answer = dsc_check("/dev/zero");
  EXPECT_EQ(answer.status, 1);
  EXPECT_NE(answer.out.find("bytes"), std::string::npos) << answer.out;
}

TEST_F(DscCheck, ATextThatAsksForTooMuchMemoryIsRejectedAndTheNextOneChecked) {
#ifdef DSC_SANITIZED
  GTEST_SKIP() << "the sanitizer reserves more memory than any bound";
#endif
  // An outer product: 800 x 800 numbers of 12.5 kB each, 8 GB, out of 30 kB of text.
  std::string column, row;
  for (int i = 0; i < 800; ++i) {
    column += (i == 0 ? "[" : ",[") + std::to_string(i) + ",\"0x1p+100000\"]";
    row += i == 0 ? R"([[0,"1"]])" : R"(,[[0,"1"]])";
  }
  const std::string hostile =
      write("hostile.json",
            R"({"schema":1,"kind":"independence","matrix":{"product":[{"rows":800,"atoms":[[)" + column +
                R"(]]},{"rows":1,"atoms":[)" + row + R"(]}]},"columns":1,"method":"dominance"})");
  const std::string path = write("next.json", good);
  // Memory may end within GMP, which is C, or outside it; both end this one certificate.
  for (int kilobytes = 20'000; kilobytes <= 200'000; kilobytes += 9'000) {
    const Answer answer = dsc_check(folder.path().string(), "ulimit -v " + std::to_string(kilobytes) + "; ");
    EXPECT_EQ(answer.status, 1) << kilobytes << answer.out;
    EXPECT_NE(answer.out.find("REJECTED  "), std::string::npos) << kilobytes << answer.out;
    EXPECT_NE(answer.out.find("  " + hostile + ": not decided: out of memory\n"), std::string::npos)
        << kilobytes << answer.out;
    EXPECT_NE(answer.out.find("ok  stability_identity, holds for all signals  " + path), std::string::npos)
        << kilobytes << answer.out;
  }
}

TEST_F(DscCheck, ATextThatAsksForTooMuchTimeIsRejectedAndTheNextOneChecked) {
  std::string atom, atoms, factors;
  for (int i = 0; i < 64; ++i) atom += (i == 0 ? "[" : ",[") + std::to_string(i) + ",\"0x1p-90000\"]";
  for (int j = 0; j < 64; ++j) atoms += (j == 0 ? "[" : ",[") + atom + "]";
  for (int k = 0; k < 64; ++k) factors += (k == 0 ? "" : ",") + (R"({"rows":64,"atoms":[)" + atoms + "]}");
  const std::string hostile =
      write("hostile.json", R"({"schema":1,"kind":"independence","matrix":{"product":[)" + factors +
                                R"(]},"columns":1,"method":"dominance"})");
  const std::string path = write("next.json", good);
  const Answer answer = dsc_check(folder.path().string(), "ulimit -S -t 1; ");
  EXPECT_EQ(answer.status, 1) << answer.out;
  EXPECT_NE(answer.out.find("REJECTED  ?  " + hostile + ": not decided: out of time\n"), std::string::npos)
      << answer.out;
  EXPECT_NE(answer.out.find("ok  stability_identity, holds for all signals  " + path), std::string::npos)
      << answer.out;
}

}  // namespace
}  // namespace dsc
