#include "experiments/segmentation/segment_cell.h"

#include <fmt/format.h>

#include <stdexcept>

namespace dsc {

const std::vector<std::string> kMaskedSets = {"composed", "sod-standin", "duts", "duts-and-ecssd"};

std::vector<std::string> segment_data(const std::string& set) {
  if (set == "composed") return {"composed/train", "composed/test"};
  if (set == "sod-standin") return {"sod-standin/train", "sod-standin/test", "sod-standin/shifted"};
  if (set == "duts") return {"DUTS-TR", "DUTS-TE", "DUT-OMRON"};
  if (set == "duts-and-ecssd") return {"DUTS-TR", "DUTS-TE", "DUT-OMRON", "ECSSD"};
  throw std::invalid_argument("no set for segmentation is called " + set);
}

ExperimentCell segment_cell(const SegmentSettings& s) {
  ExperimentCell cell;
  cell.experiment = "segmentation";
  cell.work = "segment";
  cell.data = segment_data(s.set);
  cell.name = fmt::format("{}-unet-gamma{:g}-seed{}", s.set, s.gamma, s.seed);
  cell.parameters = {{"set", s.set},
                     {"base", s.base},
                     {"side", s.side},
                     {"activation", "relu"},
                     {"gamma", s.gamma},
                     {"mirror", s.mirror},
                     {"images", s.images},
                     {"test_images", s.test_images},
                     {"epochs", s.epochs},
                     {"batch", 4},
                     {"rate", 0.005},
                     {"weight_decay", 0.0},
                     {"evaluate_every", s.evaluate_every},
                     {"pictures", s.pictures},
                     {"seed", s.seed}};
  // Seconds, roughly: only the order of the cells depends on it.
  const double images = s.images > 0 ? static_cast<double>(s.images) : 10'000,
               width = static_cast<double>(s.base) / 8, side = static_cast<double>(s.side) / 64;
  cell.weight = 1 + 0.01 * width * side * side * images * static_cast<double>(s.epochs);
  return cell;
}

}  // namespace dsc
