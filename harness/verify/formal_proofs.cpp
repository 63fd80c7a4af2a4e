#include "harness/verify/formal_proofs.h"

#include <sstream>

#include "harness/fields/field.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc::verify {
namespace fs = std::filesystem;

std::string FormalProofs::proves(const std::string& theorem) const {
  const auto found = closed.find(theorem);
  // A proof rests on the files that it imports, so one changed file leaves all of them unaudited.
  return found == closed.end() || !changed.empty() ? "" : found->second;
}

std::optional<FormalProofs> read_formal_proofs(const fs::path& results_root, const fs::path& folder) {
  const fs::path file = results_root / "formal.json";
  if (!fs::exists(file)) return std::nullopt;
  const Field record = Field::json(file);
  record.allow_only({"schema", "coq", "mathcomp", "seconds", "sources", "theorems"});
  record["schema"].integer(1, 1);
  FormalProofs proofs{.folder = folder,
                      .coq = record["coq"].text(),
                      .mathcomp = record["mathcomp"].text(),
                      .seconds = record["seconds"].number(0, 1e6)};
  for (const auto& [name, digest] : record["sources"].members()) {
    const fs::path source = folder / name;
    const std::string now = fs::is_regular_file(source) ? sha256_hex(read_bytes(source)) : "missing";
    if (now != digest.sha256()) proofs.changed[name] = now == "missing" ? "missing" : "changed";
  }
  for (const auto& [name, home] : record["theorems"].members()) proofs.closed[name] = home.path_below();
  return proofs;
}

std::string formal_listing(const fs::path& file, const std::string& definitions, const std::string& theorem) {
  std::string listing;
  std::istringstream names(definitions);
  for (std::string name; names >> name;) listing += formal_sentence(file, "Definition", name) + "\n\n";
  return listing + formal_sentence(file, "Theorem", theorem);
}

std::string formal_sentence(const fs::path& file, const std::string& keyword, const std::string& name) {
  if (!fs::is_regular_file(file)) return "";
  const std::string text = "\n" + read_bytes(file);  // so that the first line begins like any other
  const std::string head = "\n" + keyword + " " + name;
  std::size_t begin = text.find(head);
  while (begin != std::string::npos &&
         std::string(" :({\n").find(text[begin + head.size()]) == std::string::npos) {
    begin = text.find(head, begin + 1);
  }
  if (begin == std::string::npos) return "";
  // A sentence of Coq ends at a point with a blank after it.
  std::size_t end = begin;
  do {
    end = text.find('.', end + 1);
  } while (end != std::string::npos && end + 1 < text.size() && text[end + 1] != ' ' &&
           text[end + 1] != '\n');
  if (end == std::string::npos) return "";
  const bool commented = begin >= 2 && text.compare(begin - 2, 2, "*)") == 0;
  const std::size_t comment = commented ? text.rfind("(*", begin) : std::string::npos;
  const std::size_t from = comment == std::string::npos ? begin + 1 : comment;
  return text.substr(from, end + 1 - from);
}

std::optional<Verdict> formal_verdict(const Claim& claim, Form form,
                                      const std::optional<FormalProofs>& proofs) {
  if (!proofs) return std::nullopt;
  if (form == Form::repaired) {
    return claim.formal_repair.empty() || proofs->proves(claim.formal_repair).empty()
               ? std::nullopt
               : std::optional(Verdict::proved);
  }
  return claim.formal_theorem.empty() || proofs->proves(claim.formal_theorem).empty() ? std::nullopt
                                                                                      : claim.formal_verdict;
}

}  // namespace dsc::verify
