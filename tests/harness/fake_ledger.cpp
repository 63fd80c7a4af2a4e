// The program dsc with claims that do on purpose what no real claim should: crash, hang, contradict
// themselves.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "experiments/experiment.h"
#include "harness/claim.h"
#include "harness/fields/profile_table.h"
#include "harness/files/digest.h"
#include "program/command_line.h"

namespace {

using dsc::Claim;
using dsc::Effort;
using dsc::Evidence;
using dsc::Form;
using dsc::Outcome;
using dsc::Progress;
using dsc::Scope;
using dsc::Verdict;

/// Accepted for depths from 1 to 12; blanks make texts of one statement differ, and as long as wanted.
std::string certificate(int depth, std::size_t blanks = 0) {
  return R"({"schema":1,"kind":"stability_identity","depth":)" + std::string(blanks, ' ') +
         std::to_string(depth) + "}\n";
}

Evidence evidence(const std::string& text, bool violated = false) {
  Evidence item;
  item.scope = Scope::all_signals;
  item.violated = violated;
  item.instance = "depth";
  item.finding = "an identity";
  item.certificate = text;
  return item;
}

/// One signal with two codes of one nonzero: fails for one signal.
const char* const kTwoCodes =
    R"({"schema":1,"kind":"two_solutions","layers":[{"rows":1,"atoms":[[[0,"1"]],[[0,"1"]]]}],"sparsity":[1],)"
    R"("signal":{"size":1,"entries":[[0,"1"]]},"codes":[{"size":2,"entries":[[0,"1"]]},)"
    R"({"size":2,"entries":[[1,"1"]]}],"hypothesis":"none"})";

Outcome refuted(const Effort&, const Progress&) {
  Outcome outcome;
  Evidence item = evidence(kTwoCodes, true);
  item.scope = Scope::one_signal;
  outcome.add(item);
  return outcome;
}

/// A violation, and a false statement that dsc-check is to tell from its true neighbour.
Outcome told_apart(const std::string& falsehood, const std::string& neighbour) {
  Outcome outcome = refuted({}, {});
  outcome.add(dsc::FalseStatement{"depth", "a depth is another", falsehood, neighbour});
  return outcome;
}

using Check = std::function<Outcome(const Effort&, const Progress&)>;

/// Expected to be certified, with a control that is refuted, unless told otherwise.
Claim claim(const std::string& id, const Check& check, const Check& control = refuted) {
  Claim made;
  made.id = id;
  made.title = "A claim for tests";
  made.statement = "Depths are depths.";
  made.expected.printed = Verdict::certified;
  made.check = check;
  made.control = control;
  return made;
}

/// The same numbers from the same seed, after work that takes a while.
Outcome work(const Effort& effort, const Progress& progress, int index) {
  Outcome outcome;
  std::string digest = std::to_string(effort.seed);
  for (int round = 0; round < effort.samples; ++round) {
    for (int step = 0; step < effort.search_steps; ++step) digest = dsc::sha256_hex(digest);
    progress((round + 1.0) / effort.samples);
    // Long, so that a kill at a random moment often comes during a write.
    const std::size_t blanks = 500'000 + static_cast<std::size_t>(10 * index + round);
    outcome.add(evidence(certificate(1 + round % 3, blanks)));
  }
  outcome.number("digest", digest);
  return outcome;
}

/// Tells whoever started the program that this cell is at work.
void announce() {
  if (const char* const descriptor = std::getenv("DSC_TEST_PIPE")) {
    const ssize_t sent = write(std::atoi(descriptor), "s", 1);
    if (sent != 1) throw std::runtime_error("nobody listens");
  }
}

Outcome certify(const std::string& text) {
  Outcome outcome;
  outcome.add(evidence(text));
  return outcome;
}

Outcome hang(const Effort&, const Progress&) {
  announce();
  for (;;) pause();
}

void register_all() {
  for (int i = 1; i <= 4; ++i) {
    const auto check = [i](const Effort& effort, const Progress& progress) {
      return work(effort, progress, i);
    };
    const dsc::Registration worker(claim("W" + std::to_string(i), check));
  }
  const dsc::Registration plain(
      claim("P1", [](const Effort&, const Progress&) { return certify(certificate(3)); }));
  const dsc::Registration large(
      claim("P2", [](const Effort&, const Progress&) { return certify(certificate(3, 1'200'000)); }));
  const dsc::Registration wrong(claim("X.wrong", refuted));
  const dsc::Registration tame(claim(
      "X.tame", [](const Effort&, const Progress&) { return certify(certificate(3)); },
      [](const Effort&, const Progress&) { return certify(certificate(3)); }));
  const dsc::Registration rejected(
      claim("X.rejected", [](const Effort&, const Progress&) { return certify(certificate(99)); }));
  const dsc::Registration contrary(claim("X.contrary", [](const Effort&, const Progress&) {
    Outcome outcome;
    outcome.add(evidence(certificate(3), true));
    return outcome;
  }));
  const dsc::Registration beyond(
      claim("X.beyond", [](const Effort&, const Progress&) { return certify(kTwoCodes); }));
  // Rows that dsc-check has a contract for: an identity is evidence for the one and none for the other.
  if (std::getenv("DSC_TEST_ROWS") != nullptr) {
    const auto identity = [](const Effort&, const Progress&) { return certify(certificate(3)); };
    const dsc::Registration bound(claim("C2.5", identity)), unbound(claim("X1", identity));
  }
  const auto plainly = [](const Effort&, const Progress&) { return certify(certificate(3)); };
  const dsc::Registration told(claim("F1", plainly, [](const Effort&, const Progress&) {
    return told_apart(certificate(99), certificate(3));
  }));
  const dsc::Registration fooled(claim("X.fooled", plainly, [](const Effort&, const Progress&) {
    return told_apart(certificate(4), certificate(3));
  }));
  const dsc::Registration crude(claim("X.crude", plainly, [](const Effort&, const Progress&) {
    return told_apart(certificate(99), certificate(98));
  }));
  const dsc::Registration bare(claim("X.bare", [](const Effort&, const Progress&) { return certify(""); }));
  const dsc::Registration empty(claim("X.empty", [](const Effort&, const Progress&) { return Outcome(); }));
  const dsc::Registration throws(claim("X.throws", [](const Effort&, const Progress&) -> Outcome {
    throw std::runtime_error("no such\ninstance");
  }));
  const dsc::Registration crashes(claim("X.crashes", [](const Effort&, const Progress&) -> Outcome {
    std::signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return {};
  }));
  const dsc::Registration hangs(claim("X.hangs", hang));
}

std::string setting(const char* variable) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

/// One cell, that does what a profile tells it: see tests/experiments/fake_cell.sh.
std::vector<dsc::ExperimentCell> trial_cells(const dsc::ProfileTable& table) {
  const std::string act = table.text("act", {"answer", "complain"});
  return {{.experiment = "trial", .name = "only", .work = "none", .parameters = {{"act", act}}}};
}

}  // namespace

int main(int argc, char** argv) {
  register_all();
  const dsc::ExperimentRegistration trial(
      dsc::Experiment{.id = "trial", .title = "A trial", .cells = trial_cells});
  dsc::Program program;
  for (const Claim& one : dsc::registered_claims())
    program.code[one.file] = "claims" + setting("DSC_TEST_CODE");
  program.code["experiments/none.cpp"] = "experiments";
  program.source_tree = ".";
  program.profiles = DSC_PROFILES;
  program.cell_program = DSC_FAKE_CELL;
  return dsc::run_command_line(argc, argv, program);
}
