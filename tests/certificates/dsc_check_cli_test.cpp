#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

/// dsc-check as a user runs it: what it prints and how it exits.
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int status = -1;
  std::string out;  ///< standard output, then standard error
};

Outcome dsc_check(const std::string& arguments) {
  Outcome outcome;
  FILE* pipe = popen((DSC_CHECK " " + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return outcome;
  char buffer[4096];
  while (const std::size_t size = fread(buffer, 1, sizeof buffer, pipe)) outcome.out.append(buffer, size);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  return outcome;
}

const std::string kTrue = R"({"schema":1,"kind":"stability_identity","depth":3})";
const std::string kFalse =
    R"({"schema":1,"kind":"coherence","matrix":{"rows":1,"atoms":[[[0,"1"]],[[0,"2"]]]},"mu_squared":"1/2","pair":[0,1]})";

class DscCheck : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("dsc-check-test-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "below");
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return at(name);
  }
  std::string at(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

TEST_F(DscCheck, OneLineForEachCertificateInOrder) {
  write("b.json", kTrue), write("a.json", kFalse), write("below/c.json", kTrue),
      write("notes.txt", "no certificate");
  const Outcome outcome = dsc_check(folder_.string());
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "REJECTED  coherence  " + at("a.json") +
                             ": mu_squared: expected 1, found \"1/2\"\n" + "ok  stability_identity  " +
                             at("b.json") + "\nok  stability_identity  " + at("below/c.json") + "\n");
}

TEST_F(DscCheck, ZeroOnlyIfAllHold) {
  const std::string good = write("good.json", kTrue), bad = write("bad.json", kFalse);
  EXPECT_EQ(dsc_check(good).status, 0);
  EXPECT_EQ(dsc_check(good + " " + good).status, 0);
  EXPECT_EQ(dsc_check(bad).status, 1);
  EXPECT_EQ(dsc_check(bad + " " + good).status, 1);
}

TEST_F(DscCheck, WhatCannotBeReadIsTwoEvenBesideARejection) {
  const std::string good = write("good.json", kTrue), bad = write("bad.json", kFalse);
  for (const std::string& arguments : {at("missing.json"), good + " " + at("missing.json"),
                                       at("missing.json") + " " + bad, bad + " " + at("missing.json")}) {
    const Outcome outcome = dsc_check(arguments);
    EXPECT_EQ(outcome.status, 2) << arguments;
    EXPECT_NE(outcome.out.find(at("missing.json") + ": "), std::string::npos) << outcome.out;
  }
}

TEST_F(DscCheck, AFolderWithoutCertificatesIsTwo) {
  write("notes.txt", "nothing");
  EXPECT_EQ(dsc_check(folder_.string()).status, 2);
}

TEST_F(DscCheck, BadUsageIsTwo) {
  for (const char* arguments : {"", "--lenient", "-h x", "--help --version"}) {
    EXPECT_EQ(dsc_check(arguments).status, 2) << arguments;
  }
}

TEST_F(DscCheck, HelpAndVersion) {
  const Outcome help = dsc_check("--help"), version = dsc_check("--version");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("Exit status: 0"), std::string::npos);
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.out.find("dsc-check "), 0u);
}

TEST_F(DscCheck, EmptyBinaryAndTruncatedFilesAreRejectedInOneLine) {
  for (const std::string& text :
       {std::string(), std::string("\0\n\x7f", 3), kTrue.substr(0, kTrue.size() - 1), kTrue + "\n\n" + kTrue,
        "\xEF\xBB\xBF" + kTrue}) {
    const Outcome outcome = dsc_check(write("broken.json", text));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out.find("REJECTED  ?  " + at("broken.json") + ": "), 0u) << outcome.out;
    EXPECT_EQ(outcome.out.find('\n'), outcome.out.size() - 1) << outcome.out;
  }
}

TEST_F(DscCheck, ATextThatAsksForMoreMemoryThanThereIsIsRejectedAndTheNextIsChecked) {
  // An outer product: 600 x 600 numbers of 25 kB each out of 30 kB of text.
  std::string column, row;
  for (int i = 0; i < 600; ++i) {
    column += (i == 0 ? "[" : ",[") + std::to_string(i) + ",\"0x1p+100000\"]";
    row += i == 0 ? R"([[0,"0x1p+100000"]])" : R"(,[[0,"0x1p+100000"]])";
  }
  const std::string huge =
      write("huge.json", R"({"schema":1,"kind":"independence","matrix":{"product":[{"rows":600,"atoms":[[)" +
                             column + R"(]]},{"rows":1,"atoms":[)" + row +
                             R"(]}]},"columns":1,"method":"dominance"})");
  const std::string good = write("z.json", kTrue);
  const Outcome outcome = dsc_check(huge + " " + good);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.out.find("fits in memory"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("ok  stability_identity  " + good), std::string::npos) << outcome.out;
}

}  // namespace
