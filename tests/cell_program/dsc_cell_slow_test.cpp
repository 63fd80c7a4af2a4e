// The program dsc-cell from a specification to its result, on real images: each run starts a process that
// loads LibTorch.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "experiments/data/image.h"
#include "tests/cell_program/running_cell.h"
#include "tests/data/decoded.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

ordered_json classification(int epochs) {
  return {{"set", "fashion-mnist"}, {"network", "lenet5"},  {"activation", "relu"},
          {"gamma", 0.001},         {"placement", "early"}, {"augmentation", "crop_and_flip"},
          {"images", 1000},         {"test_images", 200},   {"epochs", epochs},
          {"batch", 128},           {"rate", 0.1},          {"momentum", 0.0},
          {"weight_decay", 5e-4},   {"evaluate_every", 2},  {"seed", 3}};
}

ordered_json segmentation() {
  return {{"set", "composed"},    {"base", 2},        {"side", 32},
          {"activation", "relu"}, {"gamma", 0.001},   {"mirror", "at_random"},
          {"images", 12},         {"test_images", 6}, {"epochs", 4},
          {"batch", 4},           {"rate", 0.005},    {"weight_decay", 0.0},
          {"evaluate_every", 1},  {"pictures", 2},    {"seed", 3}};
}

ordered_json unrolled() {
  return {{"rows", 16},  {"columns", 32}, {"sparsity", "guaranteed"}, {"depth", 4},
          {"steps", 30}, {"batch", 32},   {"test_signals", 100},      {"seed", 3}};
}

/// The result of an undisturbed run.
ordered_json computed(const std::string& work, const ordered_json& parameters,
                      const std::vector<std::string>& data) {
  CellFolder folder;
  folder.specify(work, parameters, data);
  RunningCell cell(folder);
  EXPECT_EQ(cell.finish(), 0) << cell.errors();
  return folder.result();
}

TEST(DscCell, ClassificationFromImagesToTheCoherenceOfItsFilters) {
  CellFolder folder;
  ordered_json parameters = classification(5);
  parameters["images"] = 2000;
  folder.specify("classify", parameters, {"fashion-mnist"});
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  const ordered_json output = folder.output(), &result = output.at("result");
  const ordered_json &train = result.at("curves").at("train"), &test = result.at("curves").at("sets").at(0);
  EXPECT_EQ(train.at("epoch"), (std::vector<int>{1, 2, 3, 4, 5}));
  EXPECT_EQ(test.at("epoch"), (std::vector<int>{2, 4, 5}));  // every second one, and the last
  EXPECT_LT(train.at("loss").at(4), train.at("loss").at(0));
  EXPECT_GT(test.at("accuracy").at(2), 0.2);  // of ten classes
  EXPECT_EQ(result.at("penalised"), (std::vector<std::string>{"conv1", "conv2"}));
  const ordered_json& conv1 = result.at("layers").at(0);
  EXPECT_EQ(conv1.at("name"), "conv1");
  EXPECT_EQ(conv1.at("entries"), 6 * 24 * 24);  // 5 x 5 without padding on 28 x 28
  EXPECT_EQ(conv1.at("rows"), 25);
  EXPECT_EQ(conv1.at("columns"), 6);
  EXPECT_GT(conv1.at("mu"), 0);
  EXPECT_LE(conv1.at("mu"), conv1.at("mu_shifted"));
  EXPECT_LE(conv1.at("mu_shifted"), 1);
  EXPECT_EQ(result.at("training_set").at("images"), 2000);
  EXPECT_EQ(output.at("torch").at("device"), "cpu");
  EXPECT_EQ(output.at("torch").at("environment").at("threads"), "1");
  EXPECT_NE(output.at("torch").at("environment").at("OPENBLAS_NUM_THREADS"), "unset");
  const std::vector<double> shares = cell.progress();
  ASSERT_FALSE(shares.empty());
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_LE(shares.back(), 1);
}

TEST(DscCell, ThePenaltyShrinksWhatItPenalises) {
  const auto penalty = [](double gamma) {
    ordered_json parameters = classification(3);
    parameters["gamma"] = gamma;
    return computed("classify", parameters, {"fashion-mnist"})
        .at("curves")
        .at("train")
        .at("penalty")
        .back()
        .get<double>();
  };
  EXPECT_LT(penalty(1), 0.5 * penalty(0));
}

TEST(DscCell, AskedToStopItGoesOnLaterToTheSameResult) {
  CellFolder folder;
  folder.specify("classify", classification(12), {"fashion-mnist"});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_lines(folder / "scratch/metrics.jsonl", 2));
    cell.send(SIGTERM);
    ASSERT_EQ(cell.finish(), 3) << cell.errors();
    EXPECT_THAT(cell.errors(), HasSubstr("interrupted at epoch"));
    EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
  }
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_lines(folder / "scratch/metrics.jsonl", 5));
    cell.send(SIGKILL);
    ASSERT_EQ(cell.finish(), -SIGKILL);
    EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  EXPECT_EQ(folder.result(), computed("classify", classification(12), {"fashion-mnist"}));
}

TEST(DscCell, SegmentationKeepsMasksAndSurvivesAKill) {
  CellFolder folder;
  folder.specify("segment", segmentation(), {"composed/train", "composed/test"});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_lines(folder / "scratch/metrics.jsonl", 1));
    cell.send(SIGKILL);
    cell.finish();
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  const ordered_json result = folder.result();
  EXPECT_EQ(result, computed("segment", segmentation(), {"composed/train", "composed/test"}));
  const ordered_json& test = result.at("curves").at("sets").at(0);
  for (const char* measure : {"PA", "mPA_printed", "mPA", "mIoU"}) {
    EXPECT_EQ(test.at(measure).at("mean").size(), 4u);
    EXPECT_GE(test.at(measure).at("mean").back(), 0);
    EXPECT_LE(test.at(measure).at("mean").back(), 1);
  }
  EXPECT_EQ(result.at("layers").size(), 9u);  // five encoders, four decoders
  EXPECT_EQ(result.at("penalised").size(), 4u);
  const Image scene = decoded(folder / "picture-set0-scene.png", Colour::rgb),
              masks = decoded(folder / "picture-set0-masks.png", Colour::grey);
  EXPECT_EQ(scene.height, masks.height);
  EXPECT_EQ(scene.width, 2 * masks.width);
}

TEST(DscCell, UnrolledNetworksLearnAndSurviveAKill) {
  CellFolder folder;
  folder.specify("unroll", unrolled(), {});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_lines(folder / "scratch/lista_cp_learned.checkpoint", 1));
    cell.send(SIGKILL);
    cell.finish();
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  const ordered_json result = folder.result();
  EXPECT_EQ(result, computed("unroll", unrolled(), {}));
  EXPECT_LT(result.at("errors").at("lista").back(), result.at("errors").at("ista").back());
  EXPECT_EQ(result.at("errors").at("lista_cp").size(), 5u);
  EXPECT_LT(result.at("rate"), 1);
  EXPECT_EQ(result.at("supports_kept"), 1.0);
  EXPECT_LE(result.at("largest_share_of_bound"), 1 + 1e-12);  // one nonzero reaches the bound, to rounding
}

TEST(DscCell, ADamagedCheckpointIsNoStart) {
  CellFolder folder;
  folder.specify("unroll", unrolled(), {});
  std::ofstream(folder / "scratch/lista_cp_learned.checkpoint") << "something else\n";
  RunningCell cell(folder);
  EXPECT_EQ(cell.finish(), 2);
  EXPECT_THAT(cell.errors(), HasSubstr("expected a whole checkpoint"));
}

/// Runs a specification that must be refused: status 2, one line.
std::string complaint(const std::string& work, const ordered_json& parameters,
                      const std::vector<std::string>& data, const std::vector<std::string>& arguments = {}) {
  CellFolder folder;
  folder.specify(work, parameters, data);
  RunningCell cell(folder, arguments);
  EXPECT_EQ(cell.finish(), 2);
  const std::string text = cell.errors();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
  return text;
}

TEST(DscCell, BadSpecificationsAreRefusedInOneLine) {
  EXPECT_THAT(complaint("knit", ordered_json::object(), {}), HasSubstr("classify, segment, unroll"));
  ordered_json parameters = classification(1);
  parameters["activation"] = "sine";
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("relu, elu, mish"));
  parameters = classification(1);
  parameters.erase("epochs");
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("epochs"));
  parameters = classification(1);
  parameters["dropout"] = 0.5;
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("dropout"));
  EXPECT_THAT(complaint("classify", classification(1), {"cifar-10"}), HasSubstr("fashion-mnist"));
  EXPECT_THAT(complaint("classify", classification(1), {"fashion-mnist"}, {"--device", "tpu"}),
              HasSubstr("auto, cpu or cuda"));
  EXPECT_THAT(complaint("classify", classification(1), {"fashion-mnist"}, {"--fast"}), HasSubstr("--fast"));
}

TEST(DscCell, ATrainingThatDivergesFailsAndLeavesNothing) {
  ordered_json parameters = classification(2);
  parameters["rate"] = 1e6;
  CellFolder folder;
  folder.specify("classify", parameters, {"fashion-mnist"});
  RunningCell cell(folder);
  EXPECT_EQ(cell.finish(), 1);
  EXPECT_THAT(cell.errors(), HasSubstr("diverged"));
  EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
}

}  // namespace
}  // namespace dsc
