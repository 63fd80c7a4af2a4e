#include "experiments/cell/work/cell_context.h"

#include <map>
#include <stdexcept>

namespace dsc {
namespace {

std::map<std::string, CellWork>& registry() {
  static std::map<std::string, CellWork> all;
  return all;
}

}  // namespace

CellWorkRegistration::CellWorkRegistration(const std::string& name, CellWork work) {
  if (!registry().emplace(name, std::move(work)).second)
    throw std::logic_error("work is registered twice as " + name);
}

const CellWork& cell_work(const std::string& name) {
  const auto found = registry().find(name);
  if (found != registry().end()) return found->second;
  std::string known;
  for (const auto& [other, work] : registry()) known += (known.empty() ? "" : ", ") + other;
  throw std::invalid_argument("expected one of " + known + ", found " + name);
}

}  // namespace dsc
