#include <map>
#include <stdexcept>

#include "experiments/cell_work.h"

namespace dsc {
namespace {

std::map<std::string, CellWork>& works() {
  static std::map<std::string, CellWork> all;
  return all;
}

}  // namespace

CellWorkRegistration::CellWorkRegistration(const std::string& name, CellWork work) {
  if (!works().emplace(name, std::move(work)).second) throw std::logic_error("two works named " + name);
}

const CellWork& cell_work(const std::string& name) {
  const auto found = works().find(name);
  if (found != works().end()) return found->second;
  std::string known;
  for (const auto& [other, work] : works()) known += (known.empty() ? "" : ", ") + other;
  throw std::invalid_argument("no work is called '" + name + "'; there are " + known);
}

}  // namespace dsc
