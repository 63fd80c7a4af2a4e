#pragma once

#include <filesystem>
#include <string>

#include "experiments/data/labelled_images.h"
#include "experiments/data/masked_images.h"

namespace dsc {

/// Sets for classification: "fashion-mnist" (from its Debian package), "cifar-10", "cifar-100" (below
/// `root`). Errors (InputError): an unknown name, and those of the readers.
LabelledImages read_labelled_set(const std::string& name, Split split, const std::filesystem::path& root);

/// Parts of sets for segmentation at side x side pixels, at most `limit` pictures (all for 0; a composed set
/// needs a limit): "composed/train", "composed/test" (seed 1, from Debian packages), "sod-standin/train",
/// "/test", "/shifted", "DUTS-TR", "DUTS-TE", "DUT-OMRON", "ECSSD" (below `root`).
MaskedImages read_masked_set(const std::string& name, int side, std::size_t limit,
                             const std::filesystem::path& root);

/// What a named set is found to be, without decoding it.
struct SetState {
  bool found = false;
  std::string remedy{};  ///< how to get it, where it is not found
  std::string sha256{};  ///< of the digests of all its files, names included; empty where it is not found
  std::string note{};    ///< what its folder's NOTE.txt says
};
/// Both splits of a set for classification, one part of a set for segmentation. Errors (InputError): an
/// unknown name.
SetState state_of_set(const std::string& name, const std::filesystem::path& root);

}  // namespace dsc
