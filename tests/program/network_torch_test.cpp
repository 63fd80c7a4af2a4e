// `dsc network` as TorchScript: LibTorch's run of the file keeps the error that it promises.
#include <nlohmann/json.hpp>

#include "tests/program/command.h"
#include "theorems/dictionaries/families.h"
#include "theorems/networks/torch/torch_functions.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

class TorchScript : public Commands {
 protected:
  void SetUp() override {
    // [I | H/2], coherence 1/2: one nonzero at rate 1/2.
    folder.write(
        "d.csv",
        "1,0,0,0,.5,.5,.5,.5\n0,1,0,0,.5,-.5,.5,-.5\n0,0,1,0,.5,.5,-.5,-.5\n0,0,0,1,.5,-.5,-.5,.5\n");
  }
};

TEST_F(TorchScript, TheFileFindsASparseCodeWithinItsGuarantee) {
  const Ended ended = dsc("network d.csv --layers 12 --kernel 2 --output n.pt --json");
  ASSERT_EQ(ended.status, 0) << ended.out;
  const auto about = nlohmann::json::parse(ended.out);
  EXPECT_EQ(about.at("rows"), 4);
  EXPECT_EQ(about.at("cols"), 8);
  EXPECT_NEAR(about.at("rate"), 0.5, 1e-13);
  EXPECT_NEAR(about.at("l1_error"), std::pow(0.5, 12), 1e-13);
  EXPECT_EQ(about.at("depth"), 2 + 11 * 5);
  Eigen::MatrixXd signals(4, 2);
  signals << 0, -.25, 0, .25, 1, -.25, 0, .25;  // atoms 3 and, times -1/2, 6
  const Eigen::MatrixXd codes = torch_functions().evaluate_saved(folder / "n.pt", signals);
  Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(8, 2);
  expected(2, 0) = 1, expected(5, 1) = -.5;
  const double error = about.at("l1_error");
  EXPECT_LE((codes - expected).colwise().lpNorm<1>().maxCoeff(), error);
  EXPECT_EQ(files(), 2u) << "the dictionary and the network";
}

TEST_F(TorchScript, BothFormsOfTheStateAndBothAxesAgree) {
  for (const char* options : {"", "--channels", "--axes 2", "--kernel 3", "--kernel 7 --channels"}) {
    ASSERT_EQ(dsc(std::string("network d.csv --layers 5 --noise .125 --output n.pt ") + options).status, 0)
        << options;
    const Eigen::MatrixXd codes =
        torch_functions().evaluate_saved(folder / "n.pt", Eigen::Vector4d(1, -2, 3, 0.5));
    static const Eigen::MatrixXd first = codes;
    EXPECT_LT((codes - first).cwiseAbs().maxCoeff(), 1e-12) << options;
  }
}

TEST_F(TorchScript, KeepsItsPromiseForEveryNumberOfLayers) {
  const Eigen::MatrixXd d = nearest(three_bases().atoms);
  std::string text;
  for (const auto row : d.rowwise())
    for (Eigen::Index j = 0; j < d.cols(); ++j)
      text += std::to_string(row[j]) + (j + 1 < d.cols() ? "," : "\n");  // 0, 1 and 1/2: exact
  folder.write("bases.csv", text);
  for (const int layers : {16, 80, 110, 150}) {
    const Ended ended = dsc("network bases.csv --output n.pt --json --layers " + std::to_string(layers));
    ASSERT_EQ(ended.status, 0) << ended.out;
    const double promised = nlohmann::json::parse(ended.out).at("l1_error");
    for (const double value : {0.3, -1.0}) {
      const Eigen::MatrixXd codes = value * Eigen::MatrixXd::Identity(12, 12);
      const Eigen::MatrixXd found = torch_functions().evaluate_saved(folder / "n.pt", d * codes);
      EXPECT_LE((found - codes).colwise().lpNorm<1>().maxCoeff(), promised) << layers << " layers";
    }
  }
}

TEST_F(TorchScript, AFullDiskLeavesNothingBehind) {
  // A limit on the size of files stands for the disk: LibTorch's own writer ended the process there.
  const Ended ended = dsc("network d.csv --output n.pt", "trap '' XFSZ && ulimit -f 1");
  EXPECT_EQ(ended.status, 3) << ended.out;
  EXPECT_NE(ended.out.find("n.pt"), std::string::npos) << ended.out;
  EXPECT_EQ(files(), 1u);
}

}  // namespace
}  // namespace dsc
