#pragma once

#include <string>
#include <vector>

#include "experiments/run/stored_cells.h"
#include "harness/exhibit.h"

/// What a report says of the runs behind an experiment's findings, besides the findings.
namespace dsc {

/// A row for each parameter with its values over all cells: "28", "1, 2, 3", or, where another parameter of
/// few values decides it, "8 (lenet5), 4 (vgg11)".
Table parameters_table(const std::vector<StoredCell>& cells);

/// "for 8 (lenet5), 4 (vgg11) epochs on 5000 (lenet5), 2500 (vgg11) images", for what is trained in epochs;
/// else empty.
std::string training_size(const std::vector<StoredCell>& cells);

/// Program, library, device, processor and revision of the cells; where they differ, how many have which.
std::string made_by(const std::vector<StoredCell>& cells);

/// Where cells that are compared were not computed by one program on one kind of device: a warning.
std::string mixture(const std::vector<StoredCell>& cells);

}  // namespace dsc
