// What `dsc analyze --convolution` says of filters in any order of axes, and to input that it cannot follow.
#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>

#include "tests/dictionaries/npy_bytes.h"
#include "tests/program/command.h"

namespace dsc {
namespace {

std::string bytes_of(const std::vector<double>& values) {
  std::string bytes;
  for (const double value : values) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(bits >> 8 * i & 255);
  }
  return bytes;
}

class FilterCommand : public Commands {
 protected:
  void write(const std::string& file, const std::string& shape, bool fortran,
             const std::vector<double>& values) {
    folder.write(file, npy::head(npy::dictionary("<f8", fortran, shape)) + bytes_of(values));
  }
  void SetUp() override {
    write("barker.npy", "(1, 13)", false, {1, 1, 1, 1, 1, -1, -1, 1, 1, -1, 1, -1, 1});
    // Two filters of 2 x 3 with one channel.
    write("bank.npy", "(2, 1, 2, 3)", false, {1, 2, 0, -1, 3, 1, 2, 0, 1, 1, -1, 4});
  }
  nlohmann::json analysed(const std::string& words) const {
    const Ended ended = dsc("analyze " + words + " --convolution --json");
    EXPECT_EQ(ended.status, 0) << ended.out;
    return nlohmann::json::parse(ended.out);
  }
};

TEST_F(FilterCommand, TheReadmesExampleSaysWhatTheReadmeShows) {
  const Ended ended = dsc("analyze barker.npy --convolution --axes filter,row --certificate stripes.json");
  EXPECT_EQ(ended.status, 0) << ended.out;
  const std::string readme = text_of(std::filesystem::path(DSC_SOURCE) / "README.md");
  const std::string first = "barker.npy: 1 filter of 13", last = "evenly spread\n";
  const std::size_t begin = readme.find(first), end = readme.find(last, begin);
  ASSERT_NE(end, std::string::npos);
  const std::string shown = readme.substr(begin, end + last.size() - begin);
  EXPECT_EQ(ended.out.substr(0, shown.size()), shown);
}

TEST_F(FilterCommand, TheOrderOfAxesIsAsSaid) {
  const nlohmann::json bank = analysed("bank.npy --axes filter,channel,row,column");
  EXPECT_EQ(bank["extent"], nlohmann::json({2, 3}));
  EXPECT_EQ(bank["stripe"]["places"], 15);
  // The same filters with rows first, filters last, and written by columns.
  write("turned.npy", "(2, 3, 2)", false, {1, 2, 2, 0, 0, 1, -1, 1, 3, -1, 1, 4});
  write("fortran.npy", "(2, 3, 2)", true, {1, -1, 2, 3, 0, 1, 2, 1, 0, -1, 1, 4});
  for (const char* file : {"turned.npy", "fortran.npy"}) {
    const nlohmann::json same = analysed(std::string(file) + " --axes row,column,filter");
    for (const char* key : {"mu_squared", "pair", "stripe", "patch_coherence"})
      EXPECT_EQ(same[key], bank[key]) << file;
  }
  // Another order is another bank.
  EXPECT_EQ(analysed("bank.npy --axes channel,filter,row,column")["channels"], 2);
}

TEST_F(FilterCommand, WrongAxesAreNamedWithTheShape) {
  expect_refusal(dsc("analyze bank.npy --convolution --axes filter,row,column"), "2 x 1 x 2 x 3");
  expect_refusal(dsc("analyze bank.npy --convolution --axes filter,channel,row,row"), "--axes");
  expect_refusal(dsc("analyze bank.npy --convolution --axes filter,channel,row,colum"), "--axes");
  expect_refusal(dsc("analyze bank.npy --convolution"), "--axes");
  expect_refusal(dsc("analyze barker.npy --axes filter,row"), "--convolution");
  expect_refusal(dsc("analyze barker.npy --convolution --axes filter,row --noise 1"), "--noise");
}

TEST_F(FilterCommand, AFilterOfZerosIsNamed) {
  write("zero.npy", "(2, 2)", false, {1, 2, 0, 0});
  expect_refusal(dsc("analyze zero.npy --convolution --axes filter,row"), "filter 2");
  folder.write("d.csv", "1,2\n");
  expect_refusal(dsc("analyze d.csv --convolution --axes filter,row"), ".npy");
}

}  // namespace
}  // namespace dsc
