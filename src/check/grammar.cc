#include "check/grammar.h"

namespace muster {

Grammar::Grammar() {
  const auto rows = embedded_grammar();
  words_.reserve(rows.size());
  for (const GrammarRow& row : rows) {
    words_.emplace(row.word, GrammarWord{row.parts, Link{row.link}, Frame{row.frame}, row.forms,
                                         Modality{row.modality}, row.negates});
  }
}

}  // namespace muster
