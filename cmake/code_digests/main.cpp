/// Usage: dsc-code-digests ROOT OUTPUT FILE...
/// Writes a source that defines dsc::code_digests(): for each FILE (rooted at ROOT) that registers a claim or
/// a work, the SHA-256 of what its work means, which is the tokens of all sources it rests on. Where those
/// lie and how they are laid out does not count.

#include <openssl/evp.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "cmake/code_digests/source_closure.h"

namespace {

std::string sha256(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    char pair[3];
    std::snprintf(pair, sizeof pair, "%02x", digest[i]);
    text += pair;
  }
  return text;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("dsc-code-digests: expected ROOT OUTPUT FILE...\n", stderr);
    return 2;
  }
  try {
    std::set<std::string> roots;
    for (int i = 3; i < count; ++i) {
      const std::string tokens = dsc::code_digests::tokens_of(std::filesystem::path(words[1]) / words[i]);
      if (dsc::code_digests::registers_work(tokens)) roots.insert(words[i]);
    }
    // The harness knows no mathematics and no experiment, so nothing that a work means lies in it.
    dsc::code_digests::SourceTree tree(words[1], roots, {"harness/", "program/"});
    std::string entries;
    for (const std::string& root : roots) {
      std::multiset<std::string> hashes;
      for (const std::string& file : tree.closure(root)) hashes.insert(sha256(tree.tokens(file)));
      std::string all;
      for (const std::string& hash : hashes) all += hash + "\n";
      entries += "      {\"" + root + "\", \"" + sha256(all) + "\"},\n";
    }
    const std::string text =
        "#include \"harness/ledger/code_digest.h\"\n\nnamespace dsc {\n\n"
        "const std::map<std::string, std::string>& code_digests() {\n"
        "  static const std::map<std::string, std::string> digests{\n" +
        entries + "  };\n  return digests;\n}\n\n}  // namespace dsc\n";
    std::ofstream stream(words[2], std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) throw std::runtime_error(std::string(words[2]) + ": cannot be written");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dsc-code-digests: %s\n", error.what());
    return 1;
  }
}
