#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "theorems/networks/torch/torch_functions.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

struct Ended {
  int status;
  std::string out;  ///< both streams
};

class NetworkCommand : public testing::Test {
 protected:
  const fs::path folder = fs::temp_directory_path() / ("dsc-network-test-" + std::to_string(::getpid()));
  void SetUp() override {
    fs::create_directories(folder);
    // [I | H/2], coherence 1/2: one nonzero at rate 1/2.
    std::ofstream(folder / "d.csv") << "1,0,0,0,.5,.5,.5,.5\n0,1,0,0,.5,-.5,.5,-.5\n"
                                       "0,0,1,0,.5,.5,-.5,-.5\n0,0,0,1,.5,-.5,-.5,.5\n";
    std::ofstream(folder / "three.csv") << "1,0\n0,1\n1,1\n";
  }
  void TearDown() override { fs::remove_all(folder); }

  Ended run(const std::string& arguments) const {
    const std::string command =
        "cd '" + folder.string() + "' && '" DSC_PROGRAM "' network " + arguments + " 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    std::string out;
    for (std::array<char, 4096> block; const std::size_t size = fread(block.data(), 1, block.size(), pipe);)
      out.append(block.data(), size);
    return {WEXITSTATUS(pclose(pipe)), out};
  }
};

TEST_F(NetworkCommand, TheFileFindsASparseCodeWithinItsGuarantee) {
  const Ended ended = run("d.csv --layers 12 --kernel 2 --output n.pt --json");
  ASSERT_EQ(ended.status, 0) << ended.out;
  const auto about = nlohmann::json::parse(ended.out);
  EXPECT_EQ(about.at("rows"), 4);
  EXPECT_EQ(about.at("cols"), 8);
  EXPECT_EQ(about.at("rate"), 0.5);
  EXPECT_EQ(about.at("l1_error"), std::pow(0.5, 12));
  EXPECT_EQ(about.at("depth"), 2 + 11 * 5);
  Eigen::MatrixXd signals(4, 2);
  signals << 0, -.25, 0, .25, 1, -.25, 0, .25;  // atoms 3 and, times -1/2, 6
  const Eigen::MatrixXd codes = torch_functions().evaluate_saved(folder / "n.pt", signals);
  Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(8, 2);
  expected(2, 0) = 1, expected(5, 1) = -.5;
  const double error = about.at("l1_error");
  EXPECT_LE((codes - expected).colwise().lpNorm<1>().maxCoeff(), error);
  EXPECT_FALSE(fs::exists(folder / "n.pt.part"));
}

TEST_F(NetworkCommand, BothFormsOfTheStateAndBothAxesAgree) {
  for (const char* options : {"", "--channels", "--axes 2", "--kernel 3", "--kernel 7 --channels"}) {
    ASSERT_EQ(run(std::string("d.csv --layers 5 --noise .125 --output n.pt ") + options).status, 0)
        << options;
    const Eigen::MatrixXd codes =
        torch_functions().evaluate_saved(folder / "n.pt", Eigen::Vector4d(1, -2, 3, 0.5));
    static const Eigen::MatrixXd first = codes;
    EXPECT_LT((codes - first).cwiseAbs().maxCoeff(), 1e-12) << options;
  }
}

TEST_F(NetworkCommand, PlainNumbersHoldTheWholeNetwork) {
  ASSERT_EQ(run("d.csv --layers 1 --kernel 4 --output n.json").status, 0);
  std::ifstream file(folder / "n.json");
  const auto whole = nlohmann::json::parse(file);
  const auto& layers = whole.at("network").at("layers");
  ASSERT_EQ(layers.size(), 1u);
  EXPECT_EQ(layers[0].at("bias"), std::vector<double>(16, -.5));
  EXPECT_EQ(layers[0].at("weights")[4], (std::vector<double>{.5, .5, .5, .5}));
  EXPECT_EQ(whole.at("network").at("read_out").size(), 8u);
}

TEST_F(NetworkCommand, AnAnalysisMatrixIsScaled) {
  std::ofstream(folder / "w.csv") << "3,0\n0,5\n0,5\n";
  const Ended ended = run("three.csv --analysis w.csv --output n.pt --json");
  ASSERT_EQ(ended.status, 0) << ended.out;
  EXPECT_EQ(nlohmann::json::parse(ended.out).at("mu"), 0.5);
}

TEST_F(NetworkCommand, BadInputIsToldInOneLine) {
  std::ofstream(folder / "orthogonal.csv") << "0,0\n1,1\n0,0\n";
  const std::pair<const char*, const char*> cases[] = {
      {"d.csv", "--output"},
      {"d.csv --output n.onnx", ".pt"},
      {"d.csv --output none/n.pt", "folder"},
      {"nothing.csv --output n.pt", "nothing.csv"},
      {"d.csv --layers 0 --output n.pt", "--layers"},
      {"d.csv --kernel 1 --output n.pt", "--kernel"},
      {"d.csv --bound 0 --output n.pt", "--bound"},
      {"d.csv --noise nan --output n.pt", "--noise"},
      {"d.csv --sparsity 9 --layers 1000 --output n.pt", "finite"},
      {"d.csv --kernel 1024 --layers 1000 --axes 2 --output n.pt", "weights"},
      {"three.csv --axes 2 --output n.pt", "square"},
      {"three.csv --analysis d.csv --output n.pt", "3 x 2"},
      {"three.csv --analysis orthogonal.csv --output n.pt", "column 1"},
  };
  for (const auto& [arguments, word] : cases) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 2) << arguments << ": " << ended.out;
    EXPECT_NE(ended.out.find(word), std::string::npos) << ended.out;
    EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1) << ended.out;
    EXPECT_FALSE(fs::exists(folder / "n.pt")) << arguments;
  }
}

}  // namespace
}  // namespace dsc
