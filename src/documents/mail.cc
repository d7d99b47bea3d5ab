// An e-mail message as programs save it (.eml): its text, subject, sender and day.

#include <mimetic/mimetic.h>

#include <array>
#include <charconv>
#include <iterator>

#include "base/text.h"
#include "documents/readable.h"

namespace muster {
namespace {

// Windows-1252 where it differs from Latin-1: 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_utf8(std::string& out, char16_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The charsets of Western mail. Browsers read Latin-1 as Windows-1252, and so do we; what is named
// UTF-8 and is none is most often that too.
Result<std::string> to_utf8(std::string bytes, std::string_view charset) {
  const std::string name = ascii_lower(charset);
  const bool utf8 = name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii";
  if (utf8 && !first_invalid_utf8(bytes)) return bytes;
  if (!utf8 && name != "iso-8859-1" && name != "iso-8859-15" && name != "windows-1252" &&
      name != "cp1252" && name != "latin1")
    return Error{"the mail's charset '" + std::string(charset) + "' isn't known", "",
                 "save its text as UTF-8"};
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    char16_t c = value;
    if (value >= 0x80 && value < 0xA0) c = kWindows1252.at(value - 0x80);
    if (value == 0xA4 && name == "iso-8859-15") c = 0x20AC;
    append_utf8(out, c == 0 && value != 0 ? char16_t{0xFFFD} : c);
  }
  return out;
}

std::string decoded(const std::string& text, std::string_view mechanism) {
  std::string out;
  const std::string name = ascii_lower(mechanism);
  if (name == "quoted-printable") {
    mimetic::QP::Decoder decoder;
    mimetic::decode(text.begin(), text.end(), decoder, std::back_inserter(out));
  } else if (name == "base64") {
    mimetic::Base64::Decoder decoder;
    mimetic::decode(text.begin(), text.end(), decoder, std::back_inserter(out));
  } else {
    out = text;
  }
  return out;
}

// "=?utf-8?Q?NATO=E2=80=99s_pledge?=" in a header (RFC 2047).
std::string decoded_header(std::string_view header) {
  std::string out;
  bool after_word = false;
  while (!header.empty()) {
    const std::size_t begin = header.find("=?");
    const std::size_t charset_end =
        begin == std::string_view::npos ? std::string_view::npos : header.find('?', begin + 2);
    const std::size_t text_begin =
        charset_end == std::string_view::npos ? charset_end : header.find('?', charset_end + 1);
    const std::size_t end =
        text_begin == std::string_view::npos ? text_begin : header.find("?=", text_begin + 1);
    if (end == std::string_view::npos || text_begin != charset_end + 2) {
      out += header;
      break;
    }
    const std::string_view between = header.substr(0, begin);
    // White space between two encoded words is none of the text.
    if (!after_word || between.find_first_not_of(" \t\r\n") != std::string_view::npos)
      out += between;
    std::string text(header.substr(text_begin + 1, end - text_begin - 1));
    const char encoding = header[charset_end + 1];
    if (encoding == 'Q' || encoding == 'q') {
      for (char& c : text) c = c == '_' ? ' ' : c;
      text = decoded(text, "quoted-printable");
    } else {
      text = decoded(text, "base64");
    }
    auto utf8 = to_utf8(std::move(text), header.substr(begin + 2, charset_end - begin - 2));
    if (utf8) out += *utf8;
    after_word = true;
    header.remove_prefix(end + 2);
  }
  return first_invalid_utf8(out) ? std::string() : out;
}

// "Thu, 24 Apr 2025 10:00:00 +0200": the sender's own day (RFC 5322).
std::optional<Period> day_of(std::string_view header) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::size_t comma = header.find(',');
  if (comma != std::string_view::npos) header.remove_prefix(comma + 1);
  std::vector<std::string_view> words;
  for (const std::string_view word : split(header, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  if (words.size() < 3) return std::nullopt;
  const auto number = [](std::string_view text) {
    int value = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && at == text.data() + text.size() ? value : 0;
  };
  const auto month = std::ranges::find(kMonths, ascii_lower(words[1].substr(0, 3)));
  const int month_number = static_cast<int>(month - kMonths.begin()) + 1;
  const int day = number(words[0]);
  const int year = number(words[2]);
  if (month == kMonths.end() || year < 1970 || !is_calendar_day(year, month_number, day))
    return std::nullopt;
  return period_of_day(make_date(year, month_number, day));
}

// The first plain and the first HTML text of a message that are no attachments.
struct Texts {
  const mimetic::MimeEntity* plain = nullptr;
  const mimetic::MimeEntity* html = nullptr;
};

void collect(const mimetic::MimeEntity& entity, Texts& texts) {
  const auto& header = entity.header();
  const std::string type = ascii_lower(header.contentType().type());
  const std::string subtype = ascii_lower(header.contentType().subtype());
  if (ascii_lower(header.contentDisposition().type()) == "attachment") return;
  if (type == "multipart") {
    for (const mimetic::MimeEntity* part : entity.body().parts()) collect(*part, texts);
  } else if (subtype == "html") {
    if (texts.html == nullptr) texts.html = &entity;
  } else if ((type == "text" || type.empty()) && texts.plain == nullptr) {
    texts.plain = &entity;
  }
}

Result<std::string> text_of(const mimetic::MimeEntity& entity) {
  const auto& header = entity.header();
  return to_utf8(decoded(entity.body(), header.contentTransferEncoding().mechanism()),
                 header.contentType().param("charset"));
}

// mimetic counts a part's end wrongly, and throws, where "\r\n" and "\n" stand side by side.
std::string with_plain_line_ends(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool carriage_return = bytes[i] == '\r';
    if (carriage_return && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    out += carriage_return ? '\n' : bytes[i];
  }
  return out;
}

}  // namespace

Result<ReadableText> read_mail(std::string_view bytes) {
  // Parts are read by recursion.
  constexpr int kMostBoundaries = 50;
  int boundaries = 0;
  const std::string lower = ascii_lower(bytes);
  for (std::size_t at = 0; (at = lower.find("boundary", at)) != std::string::npos; ++at)
    ++boundaries;
  if (boundaries > kMostBoundaries)
    return Error{"the mail has more than " + std::to_string(kMostBoundaries) + " parts", "",
                 "save the text of the message you mean"};
  const std::string lines = with_plain_line_ends(bytes);
  const mimetic::MimeEntity message(lines.begin(), lines.end());
  Texts texts;
  collect(message, texts);
  if (texts.plain == nullptr && texts.html == nullptr)
    return Error{"there is no text in this mail", "", "are all of its parts attachments?"};
  auto text = text_of(texts.plain != nullptr ? *texts.plain : *texts.html);
  if (!text) return text.error();
  Result<ReadableText> readable = ReadableText{*text, "", "", std::nullopt, true};
  if (texts.plain == nullptr) readable = read_html(*text);
  if (!readable) return readable;
  readable->title = decoded_header(message.header().subject());
  readable->author = decoded_header(message.header().field("From").value());
  if (const auto day = day_of(message.header().field("Date").value())) readable->date = *day;
  readable->extracted = true;
  return readable;
}

}  // namespace muster
