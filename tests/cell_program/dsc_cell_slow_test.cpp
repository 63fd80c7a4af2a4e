// The program dsc-cell from a specification to its result, on real images: each run starts a process that
// loads LibTorch.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "experiments/data/image.h"
#include "experiments/training/inspection_record.h"
#include "experiments/training/settings.h"
#include "experiments/training/training_record.h"
#include "experiments/training/unrolled_record.h"
#include "tests/cell_program/running_cell.h"
#include "tests/data/decoded.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

ordered_json classification(std::int64_t epochs) {
  return to_json(Settings{.set = "fashion-mnist",
                          .gamma = 1e-3,
                          .augmentation = Augmentation::crop_and_flip,
                          .images = 1000,
                          .test_images = 200,
                          .epochs = epochs,
                          .evaluate_every = 2,
                          .seed = 3});
}

ordered_json segmentation() {
  return to_json(Settings{.set = "composed",
                          .network = Architecture::unet,
                          .base = 2,
                          .side = 32,
                          .gamma = 1e-3,
                          .augmentation = Augmentation::flip,
                          .images = 12,
                          .test_images = 6,
                          .epochs = 4,
                          .batch = 4,
                          .optimizer = Optimizer::adam,
                          .rate = 0.005,
                          .weight_decay = 0,
                          .seed = 3});
}

ordered_json unrolled() {
  return to_json(UnrolledSettings{.rows = 16,
                                  .columns = 32,
                                  .sparsity = "guaranteed",
                                  .depth = 4,
                                  .steps = 30,
                                  .batch = 32,
                                  .test_signals = 100,
                                  .seed = 3});
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
  const ordered_json output = folder.output();
  const TrainingRecord record = training_record(output.at("result"), "output.json");
  ASSERT_EQ(record.epochs.size(), 5u);
  std::vector<bool> evaluated;  // every second epoch, and the last
  for (const Epoch& epoch : record.epochs) evaluated.push_back(!epoch.sets.empty());
  EXPECT_EQ(evaluated, (std::vector<bool>{false, true, false, true, true}));
  EXPECT_LT(record.epochs[4].loss, record.epochs[0].loss);
  const double accuracy = record.epochs[4].sets.at(0).accuracy.value();
  EXPECT_GT(accuracy, 0.2);  // of ten classes
  EXPECT_EQ(record.penalised, (std::vector<std::string>{"conv1", "conv2"}));
  EXPECT_EQ(record.training_images, 2000);
  const std::vector<bool>& correct = record.tests.at(0).correct;
  EXPECT_DOUBLE_EQ(static_cast<double>(std::count(correct.begin(), correct.end(), true)) / 200, accuracy);
  EXPECT_EQ(output.at("device"), "cpu");
  EXPECT_EQ(output.at("threads"), 1);
  EXPECT_GT(output.at("seconds"), record.durations.training);
  EXPECT_EQ(output.at("environment").at("TF32"), false);
  EXPECT_NE(output.at("environment").at("variables").at("OPENBLAS_NUM_THREADS"), "unset");
  const std::vector<double> shares = cell.progress();
  ASSERT_FALSE(shares.empty());
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_LE(shares.back(), 1);

  parameters["pictures"] = 0;
  folder.specify("inspect", parameters, {}, record.parameters_sha256);
  RunningCell inspection(folder);
  ASSERT_EQ(inspection.finish(), 0) << inspection.errors();
  const InspectionRecord inspected = inspection_record(folder.result(), "output.json");
  ASSERT_EQ(inspected.layers.size(), 4u);
  const LayerRecord& conv1 = inspected.layers.front();
  EXPECT_EQ(conv1.name, "conv1");
  EXPECT_EQ(conv1.entries, 6 * 24 * 24);  // 5 x 5 without padding on 28 x 28
  EXPECT_EQ(conv1.rows, 25);
  EXPECT_EQ(conv1.columns, 6);
  EXPECT_GT(conv1.mu, 0);
  EXPECT_LE(conv1.mu, conv1.mu_shifted);
  EXPECT_LE(conv1.mu_shifted, 1);
  EXPECT_TRUE(inspected.pictures.empty());
}

TEST(DscCell, AnInspectionSaysWhatItMisses) {
  CellFolder folder;
  ordered_json parameters = classification(1);
  parameters["pictures"] = 0;
  folder.specify("inspect", parameters, {}, std::string(64, '0'));
  RunningCell cell(folder);
  EXPECT_EQ(cell.finish(), 2);
  EXPECT_THAT(cell.errors(), HasSubstr("expected the parameters of a trained network, found no such file; "
                                       "training again brings it back"));
}

TEST(DscCell, ThePenaltyShrinksWhatItPenalises) {
  const auto penalty = [](double gamma) {
    ordered_json parameters = classification(3);
    parameters["gamma"] = gamma;
    const ordered_json result = computed("classify", parameters, {"fashion-mnist"});
    return result.at("curves").at("train").at("penalty").back().get<double>();
  };
  EXPECT_LT(penalty(1), 0.5 * penalty(0));
}

TEST(DscCell, AskedToStopItGoesOnLaterToTheSameResult) {
  CellFolder folder;
  folder.specify("classify", classification(12), {"fashion-mnist"});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_progress(0.15));
    cell.send(SIGTERM);
    ASSERT_EQ(cell.finish(), 3) << cell.errors();
    EXPECT_THAT(cell.errors(), HasSubstr("interrupted at epoch"));
    EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
  }
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_progress(0.4));
    cell.send(SIGKILL);
    ASSERT_EQ(cell.finish(), -SIGKILL);
    EXPECT_FALSE(std::filesystem::exists(folder / "output.json"));
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  EXPECT_EQ(folder.result(), computed("classify", classification(12), {"fashion-mnist"}));
}

TEST(DscCell, SegmentationKeepsEachImageAndSurvivesAKill) {
  CellFolder folder;
  folder.specify("segment", segmentation(), {"composed/train", "composed/test"});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for_progress(0.25));
    cell.send(SIGKILL);
    cell.finish();
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  EXPECT_EQ(folder.result(), computed("segment", segmentation(), {"composed/train", "composed/test"}));
  const TrainingRecord record = training_record(folder.output().at("result"), "output.json");
  const MaskSummary& masks = record.epochs.back().sets.at(0).masks.value();
  EXPECT_GT(masks.mean_iou.mean, 0);
  EXPECT_EQ(record.tests.at(0).masks.size(), 6u);
  EXPECT_EQ(mask_summary(record.tests.at(0).masks).mean_iou.mean, masks.mean_iou.mean);
  EXPECT_EQ(record.penalised.size(), 4u);

  ordered_json parameters = segmentation();
  parameters["pictures"] = 2;
  folder.specify("inspect", parameters, {"composed/test"}, record.parameters_sha256);
  RunningCell inspection(folder);
  ASSERT_EQ(inspection.finish(), 0) << inspection.errors();
  EXPECT_EQ(inspection_record(folder.result(), "output.json").layers.size(), 9u);  // encoders and decoders
  const Image scene = decoded(folder / "picture-set0-scene.png", Colour::rgb),
              shown = decoded(folder / "picture-set0-masks.png", Colour::grey);
  EXPECT_EQ(scene.height, shown.height);
  EXPECT_EQ(scene.width, 2 * shown.width);
}

TEST(DscCell, UnrolledNetworksLearnAndSurviveAKill) {
  CellFolder folder;
  folder.specify("unroll", unrolled(), {});
  {
    RunningCell cell(folder);
    ASSERT_TRUE(cell.wait_for(folder / "scratch/lista_cp_learned.checkpoint"));
    cell.send(SIGKILL);
    cell.finish();
  }
  RunningCell cell(folder);
  ASSERT_EQ(cell.finish(), 0) << cell.errors();
  const ordered_json result = folder.result();
  EXPECT_EQ(result, computed("unroll", unrolled(), {}));
  EXPECT_GT(folder.output().at("seconds"), 0);
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
  EXPECT_THAT(complaint("knit", ordered_json::object(), {}), HasSubstr("classify, inspect, segment, unroll"));
  ordered_json parameters = classification(1);
  parameters["activation"] = "sine";
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("relu, elu, mish"));
  parameters = classification(1);
  parameters.erase("epochs");
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("epochs"));
  parameters = classification(1);
  parameters["dropout"] = 0.5;
  EXPECT_THAT(complaint("classify", parameters, {"fashion-mnist"}), HasSubstr("dropout"));
  EXPECT_THAT(complaint("classify", classification(1), {"cifar-10"}), HasSubstr("its set, fashion-mnist"));
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
