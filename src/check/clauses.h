// Clauses: which verb is said of whom, and what each figure, time and place of a sentence belongs
// to.
//
// "Poland spent 4.12%, more than the US, which was at 3.38%" has three clauses, each with its
// subject, its own or handed down by grammar. An embedded clause never lends its figures, years,
// places or negation to the one around it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/phrases.h"

namespace muster {

enum class Join : std::uint8_t {
  main,
  coordinate,   // and, but; behind a semicolon
  relative,     // which, who
  subordinate,  // while, because, as
  participle,   // "making it", "up from", "compared with"
  comparative,  // than, where a verb follows
  reported,     // "…, Rutte said"
  bracket,      // ( )
  apposition,   // between dashes, behind a colon
};

struct Clause {
  Join join = Join::main;
  std::int32_t parent = -1;
  std::int32_t verb = -1;  // phrase; -1 for none
  std::int32_t antecedent =
      -1;  // of a relative clause, a bracket, an apposition: the phrase before
  std::vector<std::size_t> phrases;  // its own, in order
  // Before the verb, without a link that makes them part of something else.
  std::vector<std::size_t> subject;
  Frame frame = Frame::none;
  Modality modality = Modality::asserted;
  bool passive = false;
  bool negated = false;
  bool asks = false;
  bool elided = false;  // "and spends": the subject is that of the clause before
  bool past = false;    // what its verb says of the time
  bool present = false;
  bool understood = true;  // no unknown word where the verb or the subject should be
};

class Clauses {
 public:
  explicit Clauses(const Phrases& phrases);

  const std::vector<Clause>& list() const { return list_; }
  const Clause& operator[](std::size_t i) const { return list_[i]; }
  std::size_t size() const { return list_.size(); }
  // The clause of a phrase.
  std::size_t of(std::size_t phrase) const { return of_[phrase]; }

 private:
  void divide();
  void read(Clause& clause) const;
  bool is_verb(std::size_t i) const;
  bool is_finite(std::size_t i) const;
  bool has_finite(const Clause& clause) const;
  // Is there a subject with its verb from phrase i on, before anything that ends a clause?
  bool begins_clause(std::size_t i) const;
  bool begins_predicate(std::size_t i) const;
  std::size_t open(Join join, std::size_t parent, std::int32_t antecedent);
  std::int32_t nominal_before(std::size_t i) const;

  const Phrases& phrases_;
  std::vector<Clause> list_;
  std::vector<std::size_t> of_;
};

}  // namespace muster
