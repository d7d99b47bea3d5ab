// Reads data/grammar/en/: only the build tool needs it.

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "check/grammar.h"

namespace muster {
namespace {

template <typename Id>
using Named = std::pair<std::string_view, Id>;

constexpr Named<WordClass> kParts[] = {{"determiner", WordClass::determiner},
                                       {"link", WordClass::link},
                                       {"conjunction", WordClass::conjunction},
                                       {"subordinator", WordClass::subordinator},
                                       {"relative", WordClass::relative},
                                       {"auxiliary", WordClass::auxiliary},
                                       {"modal", WordClass::modal},
                                       {"pronoun", WordClass::pronoun},
                                       {"negation", WordClass::negation},
                                       {"adverb", WordClass::adverb},
                                       {"noun", WordClass::noun},
                                       {"adjective", WordClass::adjective},
                                       {"circle", WordClass::circle},
                                       {"first_person", WordClass::first_person}};

constexpr Named<Link> kLinks[] = {{"of", Link::of},           {"in", Link::in},
                                  {"at", Link::at},           {"by", Link::by},
                                  {"from", Link::from},       {"to", Link::to},
                                  {"than", Link::than},       {"since", Link::since},
                                  {"with", Link::with},       {"for", Link::for_},
                                  {"on", Link::on},           {"below", Link::below},
                                  {"above", Link::above},     {"between", Link::between},
                                  {"among", Link::among},     {"including", Link::including},
                                  {"except", Link::except},   {"unlike", Link::unlike},
                                  {"like", Link::like},       {"as", Link::as},
                                  {"until", Link::until},     {"till", Link::until},
                                  {"after", Link::after},     {"before", Link::before},
                                  {"against", Link::against}, {"per", Link::per},
                                  {"towards", Link::towards}, {"about", Link::about},
                                  {"despite", Link::despite}, {"behind", Link::behind},
                                  {"ahead", Link::ahead},     {"given", Link::given}};

constexpr Named<Frame> kFrames[] = {
    {"be", Frame::be},       {"have", Frame::have},       {"do", Frame::do_},
    {"level", Frame::level}, {"give", Frame::give},       {"stand", Frame::stand},
    {"stay", Frame::stay},   {"meet", Frame::meet},       {"miss", Frame::miss},
    {"rise", Frame::rise},   {"fall", Frame::fall},       {"rank", Frame::rank},
    {"outdo", Frame::outdo}, {"account", Frame::account}, {"say", Frame::say},
    {"want", Frame::want},   {"plan", Frame::plan},       {"move", Frame::move},
    {"join", Frame::join},   {"become", Frame::become},   {"other", Frame::other}};

constexpr Named<Modality> kModals[] = {{"future", Modality::future},
                                       {"conditional", Modality::conditional},
                                       {"wished", Modality::wished},
                                       {"possible", Modality::possible}};

template <typename Id, std::size_t N>
std::optional<Id> named(const Named<Id> (&table)[N], std::string_view name) {
  for (const auto& [text, id] : table) {
    if (text == name) return id;
  }
  return std::nullopt;
}

std::optional<Error> add_word(const std::vector<std::string>& f,
                              std::map<std::string, GrammarWord>& words) {
  const auto part = named(kParts, f[1]);
  if (!part) return Error{"unknown part of speech '" + f[1] + "'", "", "see src/check/grammar.h"};
  GrammarWord& word = words[f[0]];
  word.parts = static_cast<std::uint16_t>(word.parts | 1U << static_cast<unsigned>(*part));
  const auto wrong = [&] {
    return Error{"'" + f[2] + "' is no value of " + f[1], "", "see src/check/grammar.h"};
  };
  if (*part == WordClass::negation) word.negates = true;
  if (*part == WordClass::link) {
    const auto link = named(kLinks, f[2].empty() ? f[0] : f[2]);
    if (!link) return wrong();
    word.link = *link;
  } else if (*part == WordClass::auxiliary) {
    const auto frame = named(kFrames, f[2]);
    if (!frame) return wrong();
    word.frame = *frame;
  } else if (*part == WordClass::modal) {
    const auto modality = named(kModals, f[2]);
    if (!modality) return wrong();
    word.modality = *modality;
  }
  return std::nullopt;
}

std::optional<Error> add_verb(const std::vector<std::string>& f,
                              std::map<std::string, GrammarWord>& words) {
  const auto frame = named(kFrames, f[5]);
  if (!frame) return Error{"unknown frame '" + f[5] + "'", "", "see src/check/grammar.h"};
  constexpr std::array kForms = {VerbForm::base, VerbForm::third, VerbForm::past,
                                 VerbForm::participle, VerbForm::gerund};
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    GrammarWord& word = words[f[i]];
    word.parts =
        static_cast<std::uint16_t>(word.parts | 1U << static_cast<unsigned>(WordClass::verb));
    word.forms = static_cast<std::uint8_t>(word.forms | static_cast<unsigned>(kForms[i]));
    if (word.frame == Frame::none) word.frame = *frame;
  }
  return std::nullopt;
}

}  // namespace

Result<std::map<std::string, GrammarWord>> read_grammar(
    const std::map<std::string, std::string>& files) {
  std::map<std::string, GrammarWord> words;
  for (const auto& [name, content] : files) {
    if (name.ends_with("constructions.csv")) continue;  // read_constructions() reads it
    const bool verbs = name.ends_with("verbs.csv");
    using Header = std::vector<std::string>;
    auto table = parse_csv(content, name,
                           verbs ? Header{"base", "third", "past", "participle", "gerund", "frame"}
                                 : Header{"word", "part", "value"});
    if (!table) return table.error();
    for (const CsvRow& row : table->rows) {
      auto error = verbs ? add_verb(row.fields, words) : add_word(row.fields, words);
      if (!error) continue;
      error->where = table->place(row);
      return *error;
    }
  }
  return words;
}

}  // namespace muster
