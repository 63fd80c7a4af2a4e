#include "experiments/training/train.h"

#include "experiments/training/training_loop.h"
#include "harness/error.h"

namespace dsc {
namespace {

/// LibTorch's messages end in a trace of calls.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Trained train(const Settings& settings, const Examples& training,
              const std::vector<std::shared_ptr<const Examples>>& tests, const TrainingRun& run) {
  try {
    return TrainingLoop(settings, training, tests, run).run();
  } catch (const InputError&) {
    throw;
  } catch (const TrainingFailure&) {
    throw;
  } catch (const TrainingInterrupted&) {
    throw;
  } catch (const c10::Error& error) {
    throw TrainingFailure("LibTorch failed: " + first_line(error.what_without_backtrace()));
  } catch (const std::exception& error) {
    throw TrainingFailure(first_line(error.what()));
  }
}

}  // namespace dsc
