#include <cmark.h>

#include <cstdlib>
#include <memory>

#include "base/text.h"
#include "documents/readable.h"

namespace muster {
namespace {

// "title: …" and "date: …" between two lines of dashes at the top, as many tools write them.
std::string_view take_front_matter(std::string_view markdown, ReadableText& readable) {
  if (!markdown.starts_with("---\n")) return markdown;
  const std::size_t end = markdown.find("\n---", 3);
  if (end == std::string_view::npos) return markdown;
  for (std::string_view line : split(markdown.substr(4, end - 3), '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() &&
           (value.front() == ' ' || value.front() == '"' || value.front() == '\''))
      value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '"' || value.back() == '\'' ||
                              value.back() == '\r'))
      value.remove_suffix(1);
    const std::string key = ascii_lower(line.substr(0, colon));
    if (key == "title") readable.title = value;
    if (key == "author") readable.author = value;
    if (key == "date") {
      if (const auto date = parse_period(value.substr(0, 10))) readable.date = *date;
    }
  }
  const std::size_t next = markdown.find('\n', end + 1);
  return next == std::string_view::npos ? std::string_view{} : markdown.substr(next + 1);
}

}  // namespace

DocumentFormat recognise_format(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with("%PDF-")) return DocumentFormat::pdf;
  const std::string head = ascii_lower(bytes.substr(0, 1024));
  const std::string lower = ascii_lower(name);
  const bool named_html =
      lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml");
  const bool mail_head =
      head.find("\nmime-version:") != std::string::npos && head.find("from:") != std::string::npos;
  if (lower.ends_with(".eml") || (mail_head && !named_html)) return DocumentFormat::mail;
  if (named_html || head.find("<!doctype html") != std::string::npos ||
      head.find("<html") != std::string::npos)
    return DocumentFormat::html;
  if (lower.ends_with(".md") || lower.ends_with(".markdown")) return DocumentFormat::markdown;
  return DocumentFormat::text;
}

Result<ReadableText> read_markdown(std::string_view markdown) {
  ReadableText front;
  const std::string_view body = take_front_matter(markdown, front);
  struct Free {
    void operator()(char* text) const { std::free(text); }
  };
  const std::unique_ptr<char, Free> html(
      cmark_markdown_to_html(body.data(), body.size(), CMARK_OPT_DEFAULT));
  if (html == nullptr) return Error{"the Markdown can't be read", "", "give it as plain text"};
  auto readable = read_html("<body><main>" + std::string(html.get()) + "</main></body>");
  if (!readable) return readable.error();
  if (!front.title.empty()) readable->title = front.title;
  readable->author = front.author;
  readable->date = front.date;
  return readable;
}

}  // namespace muster
