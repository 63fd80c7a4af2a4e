#include "harness/ledger/certificate_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "harness/ledger/record.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

bool holds(const fs::path& file, const std::string& text) {
  std::error_code error;
  return fs::is_regular_file(file, error) && fs::file_size(file, error) == text.size() && !error &&
         read_bytes(file) == text;
}

void remove_record(const ProfileFolder& folder, const Cell& cell) {
  if (fs::remove(folder.record(cell))) sync_folder(folder.claims());
}

bool belongs_to(const fs::path& file, const Cell& cell) {
  const std::string name = file.filename().string();
  return name.starts_with(cell.part() + "-") && name.ends_with(".json");
}

std::set<std::string> uncommitted(const ProfileFolder& folder) {
  std::set<std::string> files;
  for (const fs::path& path : record_files(folder.root)) {
    const auto record = read_record(path);
    if (!record) continue;
    for (const auto& item : record->at("evidence")) {
      const auto& certificate = item.at("certificate");
      if (certificate.is_object() && !certificate.at("committed").get<bool>()) {
        files.insert("/" + certificate.at("file").get<std::string>());
      }
    }
  }
  return files;
}

}  // namespace

std::vector<StoredCertificate> store_certificates(const ProfileFolder& folder, const Cell& cell,
                                                  const std::vector<std::string>& texts) {
  std::map<std::string, StoredCertificate> by_digest;
  std::vector<StoredCertificate> stored;
  bool record_stands = true;
  const auto write_file = [&](const StoredCertificate& certificate, const std::string& text) {
    const fs::path path = folder.root / certificate.file;
    if (holds(path, text)) return;
    if (record_stands) remove_record(folder, cell);
    record_stands = false;
    write_atomically(path, text, Sync::later);
  };
  for (const std::string& text : texts) {
    StoredCertificate certificate;
    certificate.sha256 = sha256_hex(text);
    const auto [known, fresh] = by_digest.try_emplace(certificate.sha256);
    if (fresh) {
      certificate.file =
          fmt::format("certificates/{}/{}-{:03d}.json", cell.claim->id, cell.part(), by_digest.size());
      certificate.bytes = text.size();
      certificate.committed = text.size() <= kCommittedBytes;
      write_file(certificate, text);
      known->second = certificate;
    }
    stored.push_back(known->second);
  }
  if (!stored.empty()) sync_folder(folder.certificates(cell));
  return stored;
}

void prune_certificates(const ProfileFolder& folder, const Cell& cell,
                        const std::vector<StoredCertificate>& kept) {
  std::error_code error;
  std::vector<fs::path> superfluous;
  for (const auto& entry : fs::directory_iterator(folder.certificates(cell), error)) {
    const bool named = std::any_of(kept.begin(), kept.end(), [&](const StoredCertificate& certificate) {
      return fs::path(certificate.file).filename() == entry.path().filename();
    });
    if (!named && belongs_to(entry.path(), cell)) superfluous.push_back(entry.path());
  }
  for (const fs::path& path : superfluous) fs::remove(path);
}

void write_ignore_list(const ProfileFolder& folder) {
  const fs::path file = folder.root / ".gitignore";
  std::set<std::string> written;
  // Another run may store a record between our reading and our writing: go round until the list is still
  // true.
  for (std::set<std::string> wanted = uncommitted(folder);; wanted = uncommitted(folder)) {
    std::string text;
    for (const std::string& name : wanted) text += name + "\n";
    if (text.empty()) {
      fs::remove(file);
    } else if (!holds(file, text)) {
      write_atomically(file, text);
    }
    if (wanted == written) return;
    written = wanted;
  }
}

}  // namespace dsc
