#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/experiment.h"

/// Fields of stored results, by JSON pointer ("/curves/train/loss"). Errors (InputError): the file, the
/// field, what was expected and what was found. A number that was not finite was stored as null, and is
/// refused like any other type.
namespace dsc {

double number_at(const ExperimentResult& result, const std::string& pointer);
std::vector<double> numbers_at(const ExperimentResult& result, const std::string& pointer);
/// The last of a list that must not be empty.
double last_number_at(const ExperimentResult& result, const std::string& pointer);
std::string text_at(const ExperimentResult& result, const std::string& pointer);
/// The list or object there, to be walked through.
const nlohmann::ordered_json& part_at(const ExperimentResult& result, const std::string& pointer);

/// Of the parameters.
double number_parameter(const ExperimentResult& result, const std::string& key);
std::string text_parameter(const ExperimentResult& result, const std::string& key);

}  // namespace dsc
