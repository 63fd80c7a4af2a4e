#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "tests/temporary_folder.h"

namespace dsc {

struct Ended {
  int status;
  std::string out;  ///< both streams
};

/// Runs `dsc WORDS` in a folder of its own, by the shell.
class Commands : public testing::Test {
 protected:
  const TemporaryFolder folder;

  /// `before`: what the shell does first.
  Ended dsc(const std::string& words, const std::string& before = ":") const {
    const std::string command =
        "cd '" + folder.path().string() + "' && " + before + " && { '" DSC_PROGRAM "' " + words + "; } 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    std::string out;
    for (std::array<char, 4096> block; const std::size_t size = fread(block.data(), 1, block.size(), pipe);)
      out.append(block.data(), size);
    const int ended = pclose(pipe);
    return {WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended), out};
  }

  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder.path()),
                                                  std::filesystem::directory_iterator()));
  }
};

/// Status 2 and one line that holds the word.
inline void expect_refusal(const Ended& ended, const std::string& word) {
  EXPECT_EQ(ended.status, 2) << ended.out;
  EXPECT_NE(ended.out.find(word), std::string::npos) << word << ": " << ended.out;
  EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1) << ended.out;
  EXPECT_LT(ended.out.size(), 300u) << ended.out;
}

}  // namespace dsc
