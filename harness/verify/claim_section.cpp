#include <fmt/format.h>

#include "harness/process/duration.h"
#include "harness/report/figure_axes.h"
#include "harness/verify/claim_report.h"

namespace dsc::verify {

using report::Block;
using report::escaped;
using report::link;
using report::Markdown;
using report::Paragraph;
using report::Places;
using report::plain;
using report::plural;

namespace {

/// A refutation is one counterexample: no more than that is said of it.
std::string decided_by_theorem(Verdict verdict) {
  if (verdict == Verdict::proved) return "Proved for every dictionary";
  return verdict == Verdict::refuted ? "Refuted: the negation is proved" : "Vacuous, as is proved";
}

/// The statement as Coq reads it, and the theorems that decide it.
std::vector<Block> formal_blocks(const Entry& entry, const FormalProofs& proofs) {
  const Claim& claim = *entry.claim;
  std::vector<Block> blocks;
  const auto theorem = [&](const std::string& name, const std::string& says) {
    const std::string file = proofs.proves(name);
    if (file.empty()) return;
    blocks.push_back(Paragraph{"Formal proof", fmt::format("{}: theorem {} in {}.", says, report::code(name),
                                                           report::code("theorems/formal/" + file))});
  };
  if (entry.formal) theorem(claim.formal_theorem, decided_by_theorem(*entry.formal));
  if (const std::string file = proofs.proves(claim.formal_theorem); !file.empty()) {
    blocks.push_back(report::Listing{
        "coq", formal_listing(proofs.folder / file, claim.formal_statement, claim.formal_theorem)});
  }
  if (entry.formal_repair) theorem(claim.formal_repair, "Repaired, and proved for every dictionary");
  return blocks;
}

std::string ending(const Judged& judged) {
  const std::string end = judged.record.state == ledger::State::failed ? "**FAILED**" : "**TIMED OUT**";
  return end + (judged.record.message.empty() ? "" : ": " + escaped(judged.record.message));
}

Markdown link_to(const Judged& judged, const Places& places, const std::string& text = "record") {
  return link(text, places.below_profile(judged.record.file)) +
         (judged.older_code ? " of **older code**" : "");
}

Markdown verdict_text(const Entry& entry, const Places& places) {
  const Claim& claim = *entry.claim;
  const std::string expected =
      fmt::format("expected: as stated {}{}", to_string(claim.expected.printed),
                  claim.expected.repaired ? ", as repaired " + to_string(*claim.expected.repaired) : "");
  if (!entry.check) return fmt::format("**MISSING**: there is no record of the check ({}).", expected);
  const Judged& check = *entry.check;
  if (!check.completed()) {
    return fmt::format("None: the check {} ({}; {}).", ending(check), expected, link_to(check, places));
  }
  const std::string printed = check.verdict(Form::printed), repaired = check.verdict(Form::repaired);
  std::string found = "On the dictionaries tried as stated " + printed;
  if (repaired != to_string(Verdict::unknown)) found += "; as repaired " + repaired;
  if (entry.formal) {
    found = fmt::format("**{}**. {}", decided_by_theorem(*entry.formal), found);
  }
  return fmt::format("{} ({}; {}, {}).", check.as_expected ? found : "**NOT AS EXPECTED:** " + found,
                     check.as_expected ? "as expected" : expected, link_to(check, places),
                     duration(check.record.provenance.seconds));
}

Markdown effort_text(const Judged& check) {
  const Field inputs = Field::value_of(check.record.inputs, check.record.file + ": inputs");
  return fmt::format("Effort: {} of each random family, {} of search, at most {} enumerated, seed {}.",
                     plural(inputs["samples"].count(), "instance"),
                     plural(inputs["search_steps"].count(), "step"),
                     plural(inputs["enumeration"].count(), "subset"), inputs["seed"].count());
}

void append(std::vector<Block>& blocks, std::vector<Block> more) {
  for (Block& block : more) blocks.push_back(std::move(block));
}

void add_exhibits(const Judged& check, const Places& places, std::vector<Block>& blocks) {
  for (const Table& table : check.result.outcome.tables()) {
    report::TableBlock block =
        report::table_block(table, link_to(check, places, "the record"), link_to(check, places));
    block.in_sight = 12;
    block.folded_away = 100;
    blocks.push_back(std::move(block));
  }
  for (const Figure& figure : check.result.outcome.figures()) {
    blocks.push_back(
        report::Plot{figure, fmt::format("Drawn from {}.", link_to(check, places, "the record"))});
  }
}

void add_control(const Entry& entry, const Places& places, std::vector<Block>& blocks) {
  const std::string& falsified = entry.claim->falsified;
  if (!entry.control) {
    blocks.push_back(Paragraph{"Control", falsified.empty() ? "None is described." : escaped(falsified)});
    blocks.push_back(
        Paragraph{"", "It is **MISSING**: there is no record of it, so the check is not passed."});
    return;
  }
  const Judged& control = *entry.control;
  std::string found = "it came out refuted, **fails as it must**";
  if (!control.completed()) {
    found = "**BROKEN**: it " + ending(control);
  } else if (control_of(entry) == Control::broken) {
    found = fmt::format("**BROKEN**: it came out {}", describe(control));
  }
  blocks.push_back(Paragraph{"Control", falsified.empty() ? "None is described." : escaped(falsified)});
  blocks.push_back(Paragraph{"", fmt::format("Found: {} ({}, {}).", found, link_to(control, places),
                                             duration(control.record.provenance.seconds))});
  append(blocks, control_tables(control, places));
}

void add_numbers(const Judged& check, const Places& places, std::vector<Block>& blocks) {
  constexpr std::size_t longest = 60;
  report::TableText table({"Certified number", "Value"});
  for (const auto& [name, value] : check.result.outcome.numbers()) {
    const std::size_t length = report::length(value);
    const std::string shown = length <= longest ? escaped(value)
                                                : escaped(report::shortened(value, longest)) +
                                                      fmt::format(" ({} characters)", length);
    table.add({escaped(name), link(shown, places.below_profile(check.record.file))});
  }
  blocks.push_back(report::TableBlock{.table = std::move(table),
                                      .in_sight = 12,
                                      .folded_away = 100,
                                      .where = link_to(check, places, "the record")});
}

}  // namespace

report::Section claim_section(const Entry& entry, const std::optional<FormalProofs>& proofs,
                              const Places& places) {
  const Claim& claim = *entry.claim;
  report::Section section{.id = claim.id,
                          .folder = "claims",
                          .origin = "claim " + claim.id,
                          .title = claim.id + ": " + claim.title};
  std::vector<Block>& blocks = section.blocks;
  blocks = {Paragraph{"Verdict", verdict_text(entry, places)}, plain("Statement", claim.statement),
            report::Formula{claim.latex}};
  if (proofs) append(blocks, formal_blocks(entry, *proofs));
  append(blocks, {plain("Source", claim.source), plain("Reading", claim.reading),
                  plain("What was checked", claim.instances)});
  if (entry.check) blocks.push_back(Paragraph{"", effort_text(*entry.check)});
  blocks.push_back(plain("Repair", claim.repair));
  if (entry.check) {
    append(blocks, evidence_tables(*entry.check, places));
    add_exhibits(*entry.check, places, blocks);
  }
  add_control(entry, places, blocks);
  if (entry.check) add_numbers(*entry.check, places, blocks);
  blocks.push_back(Paragraph{"", "Source file: " + report::code(claim.file)});
  return section;
}

}  // namespace dsc::verify
