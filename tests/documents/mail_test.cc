#include <gtest/gtest.h>

#include "documents/readable.h"

namespace muster {
namespace mail_test {

constexpr std::string_view kMail =
    "From: =?utf-8?Q?Zo=C3=AB_Quill?= <zoe@paper.example>\r\n"
    "To: desk@paper.example\r\n"
    "Subject: =?utf-8?B?QWxsaWVzIHBheSA=?= =?utf-8?Q?more_=E2=80=93_again?=\r\n"
    "Date: Fri, 2 May 2025 08:30:00 +0200\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n"
    "--outer\r\n"
    "Content-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n"
    "--inner\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Poland spent 4.07% of GDP on defence in 2024, NATO=E2=80=99s report=\r\n says.\r\n"
    "--inner\r\n"
    "Content-Type: text/html; charset=utf-8\r\n\r\n"
    "<html><body><p>The page</p></body></html>\r\n"
    "--inner--\r\n"
    "--outer\r\n"
    "Content-Type: text/plain\r\n"
    "Content-Disposition: attachment; filename=notes.txt\r\n\r\n"
    "an attachment\r\n"
    "--outer--\r\n";

TEST(Mail, the_plain_text_is_read_with_subject_sender_and_day) {
  const auto mail = read_mail(kMail);
  ASSERT_TRUE(mail);
  EXPECT_NE(mail->text.find("NATO\u2019s report says."), std::string::npos) << mail->text;
  EXPECT_EQ(mail->text.find("attachment"), std::string::npos);
  EXPECT_EQ(mail->title, "Allies pay more \u2013 again");
  EXPECT_NE(mail->author.find("Zo\u00EB Quill"), std::string::npos);
  ASSERT_TRUE(mail->date);
  EXPECT_EQ(to_string(mail->date->from), "2025-05-02");
  EXPECT_TRUE(mail->extracted);
}

TEST(Mail, html_is_read_where_there_is_no_plain_text) {
  const auto mail = read_mail(
      "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=windows-1252\n"
      "Content-Transfer-Encoding: base64\n\n"
      "PGh0bWw+PGJvZHk+PGFydGljbGU+PHA+TkFUT5JzIGFsbGllczwvcD48L2FydGljbGU+PC9ib2R5\n"
      "PjwvaHRtbD4=\n");
  ASSERT_TRUE(mail) << mail.error().what;
  EXPECT_NE(mail->text.find("NATO\u2019s allies"), std::string::npos) << mail->text;
}

TEST(Mail, a_mail_is_known_by_its_head_or_its_name) {
  EXPECT_EQ(recognise_format(kMail, "-"), DocumentFormat::mail);
  EXPECT_EQ(recognise_format("Subject: x\n\nbody", "note.eml"), DocumentFormat::mail);
  EXPECT_EQ(recognise_format("From: the editor\n\nPoland spends 4%.", "note.txt"),
            DocumentFormat::text);
}

TEST(Mail, line_ends_may_be_mixed) {
  const auto mail = read_mail(
      "Subject: x\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\n\r\n\n--b\r\n"
      "Content-Type: text/plain\n\r\nPoland spends 4%.\n\r\n--b--\r\n");
  ASSERT_TRUE(mail) << mail.error().what;
  EXPECT_NE(mail->text.find("Poland spends 4%."), std::string::npos) << mail->text;
}

TEST(Mail, what_cannot_be_read_is_said) {
  const auto charset = read_mail("Content-Type: text/plain; charset=koi8-r\n\n\xC1\xC2");
  ASSERT_FALSE(charset);
  EXPECT_NE(charset.error().what.find("koi8-r"), std::string::npos);
  std::string parts;
  for (int i = 0; i < 60; ++i)
    parts += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
             std::to_string(i) + "\n";
  EXPECT_FALSE(read_mail(parts));
}

}  // namespace mail_test
}  // namespace muster
