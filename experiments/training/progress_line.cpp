#include <fmt/format.h>

#include <cmath>

#include "experiments/training/training_settings.h"

namespace dsc {
namespace {

std::string duration(double seconds) {
  if (!std::isfinite(seconds)) return "unknown time";
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

std::string progress_line(const TrainingProgress& progress) {
  return fmt::format("epoch {}/{}, batch {}/{}, {:.0f} images/s, {} left", progress.epoch, progress.epochs,
                     progress.batch, progress.batches, progress.images_per_second,
                     duration(progress.seconds_left));
}

}  // namespace dsc
