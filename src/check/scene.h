// What a rule sees when it reads a sentence: the sentence, the document around it, and what was
// spoken of last. Rules in claims/ are functions from a Scene to claims.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/alliance.h"
#include "check/claims.h"
#include "check/mentions.h"

namespace muster {

// Percent: what defence takes of an ally's GDP at most, and what is stated from there on is a share
// of something else. A bound, not a fact: the ledger's highest figure of an ally is 6.1% (North
// Macedonia in 2001).
inline constexpr double kLargestShareOfGdp = 9;

// What the document says of itself.
struct DocumentFacts {
  std::optional<Date> day;          // on which it is read as written; none where unknown
  std::optional<Year> report_year;  // the year that the report it speaks of covers
  bool on_topic = false;            // it is about defence spending in the alliance
  AllianceSize alliance;
};

// What earlier sentences left to refer to.
struct Discourse {
  std::vector<AreaId> subject;  // of the last figure or sentence
  const Guideline* guideline = nullptr;
  bool counts = false;  // the last sentence counted who meets a guideline
  double count = 0;     // how many; 0 where it is not clear
  ClaimYears count_years;
  bool members = false;            // the last sentence spoke of the allies: "of them" are these
  bool speaks_of_shares = false;   // a share of GDP has been spoken of
  std::optional<Period> period;    // the last time that a figure was stated for
  std::string_view office_holder;  // the last person named with an office
};

// Neighbouring areas: "Poland, Estonia and the United States".
struct AreaList {
  std::vector<std::size_t> at;  // mentions
  std::vector<AreaId> areas;
};

class Scene {
 public:
  Scene(const Ledger& ledger, const Mentions& mentions, const Sentence& sentence,
        const DocumentFacts& facts, Discourse& discourse);

  const Ledger& ledger() const { return ledger_; }
  const DocumentFacts& facts() const { return facts_; }
  Discourse& discourse() const { return discourse_; }
  const std::vector<Mention>& mentions() const { return sentence_.mentions; }
  const Mention& mention(std::size_t i) const { return sentence_.mentions[i]; }
  std::size_t size() const { return sentence_.mentions.size(); }
  const std::vector<AreaList>& area_lists() const { return lists_; }
  AreaId nato() const { return nato_; }

  // Tokens: those of the sentence, and what stands beside mentions. Behind the text's last one
  // there are no words, so that a rule may look ahead without asking.
  std::size_t begin() const { return sentence_.first; }
  std::size_t end() const { return sentence_.end; }
  std::string_view word(std::size_t token) const {
    return token < mentions_.tokens.list.size() ? mentions_.tokens.list[token].word
                                                : std::string_view{};
  }
  // The token before mention i, and behind it; empty at the sentence's ends.
  std::string_view word_before(std::size_t i) const;
  std::string_view word_behind(std::size_t i) const;
  // Does the lexicon count the token among the set?
  bool is_one_of(std::size_t token, WordSet set) const {
    return token < mentions_.tokens.list.size() && is_in(set, mentions_.tokens.list[token]);
  }
  // Is the mention this one word?
  bool is_word(std::size_t i, std::string_view wanted) const {
    return mention(i).end == mention(i).first + 1 && word(mention(i).first) == wanted;
  }
  // "more than doubled", "almost three times": the factor that mention i states, with the hedge
  // before it. None is an exact figure: `tolerance` is the part of it that it may be off.
  StatedValue factor_at(std::size_t i, double tolerance = 0.2) const;
  // "NATO's 2%", "NATO 2%": the alliance's own number.
  bool is_natos(std::size_t i) const;
  // Does a sentence or clause end before this token?
  bool ends_at(std::size_t token) const {
    return token >= sentence_.end || word(token) == "." || word(token) == ";" || word(token) == ",";
  }
  bool has_space_before(std::size_t token) const {
    return mentions_.tokens.list[token].space_before;
  }
  // Does the document write the word with a capital letter?
  bool is_capitalized(std::size_t token) const;
  // Tokens as the document writes them.
  std::string_view words(std::size_t first, std::size_t end) const {
    return mentions_.between(first, end);
  }
  std::uint32_t begin_of_word(std::size_t token) const {
    return mentions_.tokens.list[token].begin;
  }
  // The last word of a mention as the document writes it; the view is the document's, not the
  // tokens'.
  std::string_view last_word_of(std::size_t i) const {
    return mentions_.between(mention(i).end - 1, mention(i).end);
  }
  std::uint32_t end_of_word(std::size_t token) const { return mentions_.tokens.list[token].end; }
  std::uint32_t begin_of_word_before(std::size_t i) const {
    return mentions_.tokens.list[mention(i).first - 1].begin;
  }
  // How many tokens stand between two mentions.
  std::size_t gap(std::size_t i, std::size_t j) const { return mention(j).first - mention(i).end; }
  bool contains_word(std::size_t first_token, std::size_t end_token, std::string_view wanted) const;
  // Is there one of these words between two mentions?
  bool between(std::size_t i, std::size_t j, std::string_view wanted) const {
    return contains_word(mention(i).end, mention(j).first, wanted);
  }

  // Clauses: stretches between ; : dashes, parentheses' outsides and words such as "while".
  int clause(std::size_t i) const { return clauses_[i]; }
  bool in_parentheses(std::size_t i) const { return parentheses_[i]; }
  // Between dashes, among names only.
  bool is_inserted(std::size_t i) const { return inserted_[i]; }
  bool clause_has(int clause, ClassMask classes) const;
  // The nearest mention of these classes in mention i's clause from which no comma parts it.
  std::optional<std::size_t> beside(std::size_t i, ClassMask classes) const;
  bool sentence_has(ClassMask classes) const;
  // The nearest mention to the left or right in the same clause that has one of the classes.
  std::optional<std::size_t> left(std::size_t i, ClassMask classes, bool same_clause = true) const;
  std::optional<std::size_t> right(std::size_t i, ClassMask classes, bool same_clause = true) const;

  // The mention of GDP that a percentage is of ("2% of their GDP"); none where it is of something
  // else.
  std::optional<std::size_t> gdp_behind(std::size_t i) const;
  // A percentage of which the sentence says nothing, where the last one was about shares of GDP:
  // "Estonia (3.41%) follows", "its share fell from 3.7% to 3.2%".
  bool continues_share(std::size_t i) const;

  // "Estonia (2.12), Greece (3.54)", "Greece 2.38, the UK 2.21": a share written without its sign,
  // close behind an ally in a sentence about shares.
  bool is_bare_share(std::size_t i) const;
  // The quantity as stated; a small number with decimals as percent.
  StatedValue share_or_money(std::size_t i) const;

  // "should reach 2% in 2024": what is expected, not what is asked.
  bool is_expectation(std::size_t wish) const;

  // A clause that says what somebody wants, might or should do.
  bool is_wish(std::size_t i) const;
  bool is_future(std::size_t i) const;
  // "promises", "plans": what an ally means to do, not what a publisher expects.
  bool is_plan(std::size_t i) const;
  // "no ally spends 5%", "did not spend 2%": a negation governs it.
  bool is_negated(std::size_t i) const;

  // Said of now ("spends", "has") and not of a past year.
  bool is_present(std::size_t i) const;
  // Is the quantity a share of something else than defence: a deficit, a tariff?
  bool is_off_topic(std::size_t i) const;

  // Is mention i an area that can spend: no place, no holder's country, no enemy invaded?
  bool can_be_subject(std::size_t i) const;
  bool can_be_subject_of(std::size_t j, std::size_t i) const;
  // "all but Spain", "except Spain and Italy": left out of what is said.
  bool is_excepted(std::size_t i) const;
  // "not Germany but Poland", "not only Poland", "nor Italy": of whom it is said that it is not so.
  bool is_denied(std::size_t i) const;
  // The nearest mention of the area before mention i, no more than `reach` tokens back; else i.
  std::size_t back_to(AreaId area, std::size_t i, std::size_t reach) const;
  // The country whose office a person holds or held; none for the alliance's own.
  std::optional<AreaId> country_of_holder(std::size_t person) const;
  // Whom mention i (a quantity or a verb) is said of; empty when that is not clear.
  std::vector<AreaId> subject_of(std::size_t i) const;
  // Allies, NATO and its parts: nobody else's figures are NATO's.
  bool are_followed(const std::vector<AreaId>& areas) const;
  // The list that mention i belongs to, or a list of one.
  AreaList list_of(std::size_t i) const;
  // The same from mention i on, where it is the object of something: "… than the Netherlands, and
  // Greece spends 3.08%" ends with the Netherlands.
  AreaList object_list_of(std::size_t i) const;

  // "allies", "the 29 allies": the alliance as a whole, not some of it.
  bool stands_for_alliance(std::size_t noun) const;
  // Had it been agreed by the article's day?
  bool is_in_force(const Guideline& guideline) const;

  // A time close behind another figure is that figure's.
  bool belongs_to_another(std::size_t time, std::size_t i) const;
  // Others, their figures or another clause stand between the time and mention i.
  bool is_far_from(std::size_t time, std::size_t i) const;
  // The years that mention i speaks of.
  ClaimYears years_of(std::size_t i) const;
  // The year from a time mention; none for a mere month or day of the report's.
  std::optional<Year> year_at(std::size_t time) const;
  std::optional<Period> period_at(std::size_t time) const;
  // Years to try where none is named.
  ClaimYears default_years(bool present) const;

  // The last mention of a statement that ends with `last`, its time included: "… of GDP on defence
  // in 2024".
  std::size_t with_time(std::size_t last) const;

  // The guideline that a percentage or a word such as "target" in mention i's clause means.
  const Guideline* guideline_of_threshold(const StatedValue& threshold, bool equipment) const;
  const Guideline* guideline_near(std::size_t i) const;

  // A quantity that a rule has understood is not read again by the rules behind it.
  bool used(std::size_t i) const { return used_[i]; }
  void use(std::size_t i) { used_[i] = true; }

  // A claim spanning mentions `first` to `last`.
  Claim claim(ClaimKind kind, std::size_t first, std::size_t last) const;

 private:
  // The same before anybody is left out of it.
  std::vector<AreaId> whole_subject_of(std::size_t i) const;
  // The area of a figure that has a counterpart: "1.28% in Spain", beside "4.12% in Poland".
  std::optional<AreaId> area_in_parallel(std::size_t i) const;
  // "the US and its allies": others share what is said of area i.
  bool has_company(std::size_t i, std::size_t before) const;
  bool is_of_earlier_figure(std::size_t time, std::size_t i) const;
  bool is_dash(std::size_t token) const;
  std::optional<std::size_t> end_of_inserted_names(std::size_t dash) const;
  ClaimYears perhaps_of(ClaimYears named, std::size_t i) const;
  void find_clauses();
  void find_area_lists();

  const Ledger& ledger_;
  const Mentions& mentions_;
  const Sentence& sentence_;
  const DocumentFacts& facts_;
  Discourse& discourse_;
  AreaId nato_{};
  std::vector<int> clauses_;
  std::vector<bool> inserted_;
  std::vector<bool> parentheses_;
  std::vector<bool> used_;
  std::vector<AreaList> lists_;
};

}  // namespace muster
