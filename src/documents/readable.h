// Documents as they come: the text of an article, with its title, date and author, out of a saved
// web page, Markdown, an e-mail or plain text. Pure: bytes in, text out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace muster {

enum class DocumentFormat { text, markdown, html, mail, pdf };

// By the first bytes, and by the name where they leave it open ("notes.md").
DocumentFormat recognise_format(std::string_view bytes, std::string_view name);

struct ReadableText {
  std::string text;  // valid UTF-8; paragraphs parted by empty lines
  std::string title;
  std::string author;
  std::optional<Period> date;
  bool extracted = false;  // the text is not the file itself
};

// A saved web page: the article found among menus, notices, related links and forms. Title, date
// and author come from meta tags, JSON-LD and <time>. Fails on markup nested too deep to be a page.
Result<ReadableText> read_html(std::string_view html);

// Markdown, with the title and date of its front matter where there is one.
Result<ReadableText> read_markdown(std::string_view markdown);

// An e-mail message: its plain text, else its HTML, with subject, sender and day. Fails where it
// has no text, or a charset that isn't Western.
Result<ReadableText> read_mail(std::string_view bytes);

}  // namespace muster
