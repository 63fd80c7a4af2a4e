#include "harness/verify/certificate_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "harness/verify/claim_result.h"

namespace dsc::verify {
namespace fs = std::filesystem;
namespace {

/// A claim's id and "check" or "control".
struct Part {
  std::string id, part;
};

Part part_of(const std::string& cell) {
  const auto slash = cell.rfind('/');
  return {cell.substr(0, slash), cell.substr(slash + 1)};
}

bool holds(const fs::path& file, const std::string& text) {
  std::error_code error;
  return fs::is_regular_file(file, error) && fs::file_size(file, error) == text.size() && !error &&
         read_bytes(file) == text;
}

bool belongs_to(const fs::path& file, const Part& part) {
  const std::string name = file.filename().string();
  return name.starts_with(part.part + "-") && name.ends_with(".json");
}

std::set<std::string> uncommitted(const fs::path& profile_folder) {
  std::set<std::string> files;
  for (const std::string& file : ledger::record_files(profile_folder, "claims")) {
    try {
      const auto record = ledger::read_record(profile_folder, file);
      if (!record || record->payload.is_null()) continue;
      for (const StoredCertificate& certificate : claim_result_of(*record).certificates) {
        if (!certificate.committed) files.insert("/" + certificate.file);
      }
    } catch (const InputError&) {
      // What cannot be read names no certificate; whoever runs its cell replaces it.
    }
  }
  return files;
}

}  // namespace

std::vector<StoredCertificate> store_certificates(const fs::path& profile_folder, const std::string& cell,
                                                  const fs::path& record,
                                                  const std::vector<std::string>& texts) {
  const auto [id, part] = part_of(cell);
  const fs::path folder = fs::path("certificates") / id;
  std::map<std::string, StoredCertificate> by_digest;
  std::vector<StoredCertificate> stored;
  const auto write_file = [&](const StoredCertificate& certificate, const std::string& text) {
    const fs::path path = profile_folder / certificate.file;
    if (holds(path, text)) return;
    if (fs::remove(record)) sync_folder(record.parent_path());
    write_atomically(path, text, Sync::later);
  };
  for (const std::string& text : texts) {
    StoredCertificate certificate;
    certificate.sha256 = sha256_hex(text);
    const auto [known, fresh] = by_digest.try_emplace(certificate.sha256);
    if (fresh) {
      certificate.file = (folder / fmt::format("{}-{:03d}.json", part, by_digest.size())).generic_string();
      certificate.bytes = text.size();
      certificate.committed = text.size() <= kCommittedBytes;
      write_file(certificate, text);
      known->second = certificate;
    }
    stored.push_back(known->second);
  }
  if (!stored.empty()) sync_folder(profile_folder / folder);
  return stored;
}

void prune_certificates(const fs::path& profile_folder, const std::string& cell,
                        const std::vector<StoredCertificate>& kept) {
  const Part part = part_of(cell);
  std::error_code error;
  std::vector<fs::path> superfluous;
  for (const auto& entry : fs::directory_iterator(profile_folder / "certificates" / part.id, error)) {
    const bool named = std::any_of(kept.begin(), kept.end(), [&](const StoredCertificate& certificate) {
      return fs::path(certificate.file).filename() == entry.path().filename();
    });
    if (!named && belongs_to(entry.path(), part)) superfluous.push_back(entry.path());
  }
  for (const fs::path& path : superfluous) fs::remove(path);
}

std::string fault_of(const fs::path& profile_folder, const StoredCertificate& certificate) {
  const fs::path file = profile_folder / certificate.file;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return certificate.committed ? "missing" : "";
  const bool same = fs::file_size(file, error) == certificate.bytes && !error &&
                    sha256_hex(read_bytes(file)) == certificate.sha256;
  return same ? "" : "changed";
}

void write_ignore_list(const fs::path& profile_folder) {
  const fs::path file = profile_folder / ".gitignore";
  std::set<std::string> written;
  // Another run may store a record between our reading and our writing: go round until the list is still
  // true.
  for (std::set<std::string> wanted = uncommitted(profile_folder);; wanted = uncommitted(profile_folder)) {
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

}  // namespace dsc::verify
