#include "written.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "harness/check/checker.h"
#include "oracle.h"

namespace dsc {
namespace {

std::map<std::string, int> rejected;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void expect_written_well(const std::string& text, const std::string& kind, int places) {
  const check::Result whole = check::check_certificate(text);
  ASSERT_TRUE(whole.ok) << whole.reason << "\n" << text;
  EXPECT_EQ(whole.kind, kind);
  ASSERT_TRUE(oracle::states_the_truth(text)) << text;

  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) digits.push_back(i);
  }
  std::mt19937_64 generator(text.size());
  std::shuffle(digits.begin(), digits.end(), generator);
  digits.resize(std::min(digits.size(), static_cast<std::size_t>(places)));
  for (const std::size_t i : digits) {
    std::string off = text;
    off[i] = static_cast<char>('0' + (off[i] - '0' + 1 + generator() % 9) % 10);
    if (!check::check_certificate(off).ok) {
      ++rejected[kind];
    } else {
      EXPECT_TRUE(oracle::states_the_truth(off)) << "accepted though false:\n" << off;
    }
  }
}

int rejected_digits(const std::string& kind) { return rejected[kind]; }

}  // namespace dsc
