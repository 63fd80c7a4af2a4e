#include "experiments/run/stored_cells.h"

#include <stdexcept>

#include "experiments/run/experiment_cells.h"
#include "harness/error.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

bool is_older(const Field& inputs, const std::map<std::string, std::string>& code) {
  try {
    return inputs["code"].text() != code_of_work(code, inputs["work"].text());
  } catch (const std::logic_error&) {
    return false;  // a work of another program
  }
}

StoredCell stored_cell(ledger::Record record, const fs::path& folder,
                       const std::map<std::string, std::string>& code) {
  const std::string place = (folder / record.file).string();
  const Field inputs = Field::value_of(record.inputs, place + ": inputs");
  StoredCell cell;
  cell.result.file = (folder.filename() / record.file).generic_string();
  cell.result.name = fs::path(record.file).stem().string();
  cell.result.work = inputs["work"].text();
  cell.result.parameters = inputs["parameters"].object();
  cell.result.seconds = record.provenance.seconds;
  cell.older_code = is_older(inputs, code);
  if (record.state == ledger::State::completed) {
    const Field payload = Field::value_of(record.payload, place + ": payload");
    cell.result.result = payload["result"].object();
    for (const auto& [set, note] : payload["notes"].members()) {
      if (!note.text().empty()) cell.result.notes.push_back(set + ": " + note.text());
    }
  }
  cell.record = std::move(record);
  return cell;
}

}  // namespace

std::vector<StoredCell> stored_cells(const fs::path& results_root, const std::string& profile,
                                     const std::string& experiment,
                                     const std::map<std::string, std::string>& code) {
  const fs::path folder = results_root / profile;
  std::vector<StoredCell> cells;
  for (ledger::Record& record : ledger::read_records(folder, "experiments/" + experiment)) {
    cells.push_back(stored_cell(std::move(record), folder, code));
  }
  return cells;
}

}  // namespace dsc
