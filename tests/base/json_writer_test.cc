#include "base/json_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "base/date.h"
#include "base/text.h"

namespace muster {
namespace json_writer_test {

using Json = nlohmann::ordered_json;

// One value on one line.
template <typename T>
std::string written(const T& value) {
  JsonWriter out(0);
  out.value(value);
  return out.text();
}

void write_example(JsonWriter& out) {
  out.begin_object();
  out.member("name", "Poland");
  out.begin_array("shares");
  out.value(4.07);
  out.begin_array();
  out.value(2024);
  out.value(true);
  out.end_array();
  out.end_array();
  out.begin_object("of");
  out.member("group", nullptr);
  out.end_object();
  out.end_object();
}

TEST(JsonWriter, nests_on_one_line) {
  JsonWriter out(0);
  write_example(out);
  EXPECT_EQ(out.text(), R"({"name":"Poland","shares":[4.07,[2024,true]],"of":{"group":null}})");
}

TEST(JsonWriter, nests_with_a_value_a_line) {
  JsonWriter out(2);
  write_example(out);
  EXPECT_EQ(out.text(), R"({
  "name": "Poland",
  "shares": [
    4.07,
    [
      2024,
      true
    ]
  ],
  "of": {
    "group": null
  }
})");
}

TEST(JsonWriter, writes_what_is_empty_without_a_line_break) {
  for (const unsigned indent : {0U, 1U}) {
    JsonWriter array(indent), object(indent);
    array.begin_array();
    array.end_array();
    object.begin_object();
    object.end_object();
    EXPECT_EQ(array.text(), "[]");
    EXPECT_EQ(object.text(), "{}");
  }
  EXPECT_EQ(written(std::vector<std::string>{}), "[]");
}

TEST(JsonWriter, is_empty_and_starts_anew_once_its_text_was_taken) {
  for (const unsigned indent : {0U, 2U}) {
    JsonWriter out(indent);
    write_example(out);
    const std::string first = out.text();
    EXPECT_EQ(out.text(), "");
    write_example(out);
    EXPECT_EQ(out.text(), first);
  }
}

TEST(JsonWriter, escapes_what_must_be_and_nothing_else) {
  EXPECT_EQ(written("a \"quote\" \\ \n\t\x01 / <é€😀>"), R"("a \"quote\" \\ \n\t\u0001 / <é€😀>")");
  EXPECT_EQ(written(std::string_view("a\0b", 3)), R"("a\u0000b")");
  JsonWriter out(0);
  out.begin_object();
  out.member("\"", 1);
  out.end_object();
  EXPECT_EQ(out.text(), R"({"\"":1})");
}

TEST(JsonWriter, escapes_control_characters_wherever_they_stand) {
  for (char c = 0; c < 0x20; ++c) {
    const std::string text = std::string(40, 'a') + c + std::string(40, 'b');
    EXPECT_EQ(Json::parse(written(text), nullptr, false), text) << static_cast<int>(c);
  }
}

TEST(JsonWriter, writes_bytes_that_are_no_text_as_the_replacement_character) {
  EXPECT_EQ(written("caf\xE9!"), "\"caf\uFFFD!\"");
  EXPECT_EQ(written("\xE2\x82"), "\"\uFFFD\uFFFD\"");
}

TEST(JsonWriter, writes_whole_numbers_without_a_fraction) {
  EXPECT_EQ(written(12.0), "12");
  EXPECT_EQ(written(-12.0), "-12");
  EXPECT_EQ(written(-0.0), "0");
  EXPECT_EQ(written(1303000000000.0), "1303000000000");
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(written(std::int16_t{2024}), "2024");
}

TEST(JsonWriter, writes_other_numbers_as_people_do) {
  EXPECT_EQ(written(3.19), "3.19");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(-0.005), "-0.005");
  EXPECT_EQ(written(1.5e300), "1.5e300");
  EXPECT_EQ(written(5e-324), "5e-324");
}

TEST(JsonWriter, knows_no_infinities) {
  EXPECT_EQ(written(std::nan("")), "null");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(written(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, writes_nothing_as_null) {
  EXPECT_EQ(written(std::optional<double>()), "null");
  EXPECT_EQ(written(std::optional<double>(2.5)), "2.5");
  EXPECT_EQ(written(std::optional<bool>(false)), "false");
  JsonWriter out(0);
  out.begin_object();
  out.member_or_null("none", "");
  out.member_or_null("some", "x");
  out.member("empty", "");
  out.end_object();
  EXPECT_EQ(out.text(), R"({"none":null,"some":"x","empty":""})");
}

TEST(JsonWriter, writes_periods) {
  EXPECT_EQ(written(Period{make_date(2024, 1, 1), make_date(2024, 12, 31)}),
            R"({"from":"2024-01-01","to":"2024-12-31"})");
}

// Any bytes and any numbers, beside what a parser that is not ours makes of them.
class RandomTree {
 public:
  RandomTree(std::uint64_t seed, JsonWriter& out) : random_(seed), out_(out) {}

  Json write(int depth) {
    switch (random_() % (depth < 5 ? 6 : 4)) {
      case 0:
        return write_text();
      case 1:
        return write_double();
      case 2: {
        const std::uint64_t number = random_() >> (random_() % 64);
        out_.value(number);
        return number;
      }
      case 3: {
        const auto number = static_cast<std::int64_t>(random_()) >> (random_() % 64);
        out_.value(number);
        return number;
      }
      case 4:
        return write_array(depth);
      default:
        return write_object(depth);
    }
  }

 private:
  std::string text() {
    static constexpr std::array<std::string_view, 10> kPieces = {
        "a", "\"", "\\", "\n", "\x1f", "é", "\xFF", "\xE2\x82", "😀", "\x7f"};
    std::string text;
    for (auto pieces = random_() % 40; pieces > 0; --pieces)
      text += kPieces.at(random_() % kPieces.size());
    return text;
  }
  Json write_text() {
    const std::string given = text();
    out_.value(given);
    return with_valid_utf8(given);
  }
  Json write_double() {
    const auto number = std::bit_cast<double>(random_());
    out_.value(number);
    return std::isfinite(number) ? Json(number) : Json();
  }
  Json write_array(int depth) {
    Json array = Json::array();
    out_.begin_array();
    for (auto size = random_() % 6; size > 0; --size) array.push_back(write(depth + 1));
    out_.end_array();
    return array;
  }
  Json write_object(int depth) {
    Json object = Json::object();
    out_.begin_object();
    for (auto size = random_() % 6; size > 0; --size) {
      const std::string name = std::to_string(size) + with_valid_utf8(text());
      out_.key(name);
      object[name] = write(depth + 1);
    }
    out_.end_object();
    return object;
  }

  std::mt19937_64 random_;
  JsonWriter& out_;
};

TEST(JsonWriter, is_read_by_others_as_what_was_written) {
  const auto seed = std::random_device()();
  for (std::uint64_t round = 0; round < 1000; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + " + " + std::to_string(round));
    JsonWriter out(static_cast<unsigned>(round % 3));
    const Json expected = RandomTree(seed + round, out).write(0);
    const std::string text = out.text();
    ASSERT_EQ(Json::parse(text, nullptr, false), expected) << text;
  }
}

}  // namespace json_writer_test
}  // namespace muster
