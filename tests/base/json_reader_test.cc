#include "base/json_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace muster {
namespace json_reader_test {

// What is read of one value.
std::string text_in(std::string_view json) { return std::string(JsonDocument(json).root().text()); }
std::optional<std::uint64_t> number_in(std::string_view json) {
  return JsonDocument(json).root().whole_number();
}
bool is_refused(std::string_view json) {
  const JsonDocument document("[" + std::string(json) + "]");
  return !document.root().is_array();
}

TEST(JsonReader, reads_members_elements_and_values) {
  const JsonDocument document(R"( {"text": "a\u00e9\n", "flags": [true, false], "of": {"n": 7}} )");
  const JsonValue root = document.root();
  EXPECT_TRUE(root.is_object());
  EXPECT_EQ(root["text"].text(), "aé\n");
  EXPECT_TRUE(root["flags"].is_array());
  ASSERT_EQ(root["flags"].elements().size(), 2U);
  EXPECT_EQ(root["flags"].elements()[0].boolean(), true);
  EXPECT_EQ(root["flags"].elements()[1].boolean(), false);
  EXPECT_EQ(root["of"]["n"].whole_number(), 7U);
}

TEST(JsonReader, what_is_missing_or_of_another_type_is_nothing) {
  const JsonDocument document(R"({"text": "a", "number": 1, "null": null, "list": ["b"]})");
  const JsonValue root = document.root();
  for (const char* name : {"missing", "text", "number", "null", "list"}) {
    EXPECT_FALSE(root[name].is_object()) << name;
    EXPECT_EQ(root[name]["further"].text(), "") << name;
    EXPECT_EQ(root[name].boolean(), std::nullopt) << name;
  }
  for (const char* name : {"missing", "text", "number", "null"})
    EXPECT_TRUE(root[name].elements().empty()) << name;
  for (const char* name : {"missing", "number", "null", "list"})
    EXPECT_EQ(root[name].text(), "") << name;
  for (const char* name : {"missing", "text", "null", "list"})
    EXPECT_EQ(root[name].whole_number(), std::nullopt) << name;
}

TEST(JsonReader, of_two_members_with_one_name_the_last_is_taken) {
  EXPECT_EQ(JsonDocument(R"({"a": "first", "a": "last"})").root()["a"].text(), "last");
}

TEST(JsonReader, whole_numbers_have_neither_sign_nor_fraction_nor_exponent) {
  EXPECT_EQ(number_in("0"), 0U);
  EXPECT_EQ(number_in("18446744073709551615"), 18446744073709551615U);
  for (const char* other : {"18446744073709551616", "-1", "1.0", "1e3", "\"1\"", "true"})
    EXPECT_EQ(number_in(other), std::nullopt) << other;
}

TEST(JsonReader, text_may_hold_zero_bytes) {
  EXPECT_EQ(text_in(R"("a\u0000b")"), std::string("a\0b", 3));
}

TEST(JsonReader, refuses_what_is_no_json) {
  for (const char* broken : {"{", "1 2", "'a'", "\"a", "{\"a\" 1}", "[1,]", "nul", "1e999", "\n,"})
    EXPECT_TRUE(is_refused(broken)) << broken;
  EXPECT_FALSE(JsonDocument("").root().is_object());
  EXPECT_FALSE(JsonDocument("{} {}").root().is_object());
}

TEST(JsonReader, refuses_what_is_no_utf8) {
  EXPECT_FALSE(is_refused(R"("é\ud83d\ude00")"));
  EXPECT_TRUE(is_refused("\"caf\xE9\""));
  EXPECT_TRUE(is_refused("\"\xED\xA0\x80\""));
  EXPECT_TRUE(is_refused(R"("\ud83d")"));
  EXPECT_TRUE(is_refused(R"("\ude00")"));
  EXPECT_TRUE(is_refused(R"({"deep": [{"\ude00": 1}]})"));
}

TEST(JsonReader, deep_nesting_is_read_on_any_stack) {
  constexpr std::size_t kDeep = 1'000'000;
  const std::string deep = std::string(kDeep, '[') + std::string(kDeep, ']');
  EXPECT_TRUE(JsonDocument(deep).root().is_array());
  EXPECT_FALSE(JsonDocument(deep.substr(0, kDeep)).root().is_array());
}

}  // namespace json_reader_test
}  // namespace muster
