# A libFuzzer dictionary of the phrases of the lexicon (data/lexicon/*.csv): what the reader knows is
# what a text that goes deep is made of.
BEGIN { FS = "," }
FNR > 1 {
  phrase = $2
  gsub(/\\/, "\\\\", phrase)
  gsub(/"/, "", phrase)  # of CSV
  if (phrase != "" && !seen[phrase]++) print "\"" phrase "\""
}
