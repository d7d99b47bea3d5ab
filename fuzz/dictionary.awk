# A libFuzzer dictionary of the phrases of the lexicon (data/lexicon/*.csv): what the reader knows is
# what a text that goes deep is made of. Bytes beyond ASCII are written as \xC3; in the C locale a
# character is a byte.
BEGIN {
  FS = ","
  for (byte = 128; byte < 256; ++byte) escaped[sprintf("%c", byte)] = sprintf("\\x%02X", byte)
}
FNR > 1 {
  word = ""
  for (i = 1; i <= length($2); ++i) {
    character = substr($2, i, 1)
    if (character == "\\") character = "\\\\"
    if (character != "\"") word = word (character in escaped ? escaped[character] : character)
  }
  if (word != "" && !seen[word]++) print "\"" word "\""
}
