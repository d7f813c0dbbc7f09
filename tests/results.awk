# Reads the result files of a test run (.trx) and writes what a person wants to know: each failure with its message and where it was,
# one line for each test that was skipped, and how many there were. test.sh calls it:
#   awk -f tests/results.awk artifacts/test-results/*.trx artifacts/test-results/*.lost
# A .lost file stands for a project without a result file; what its .log beside it says last is the reason.
# Ends with 1 when a test failed or a run broke off, which counts as one failure.

# A record is a tag with the text after it. The files are written by XmlWriter: "<" and ">" stand for themselves nowhere else.
BEGIN {
  RS = "<"
  for (i = 1; i < ARGC; i++) {
    if (ARGV[i] ~ /\.lost$/) {
      lose(ARGV[i])
      ARGV[i] = ""
    }
  }
}

/^UnitTestResult / {
  name = decode(attribute("testName"))
  outcome = attribute("outcome")
  message = stack = output = ""
  if ($0 ~ /\/>[[:space:]]*$/) result()
}
/^Message>/ { message = text() }
/^StackTrace>/ { stack = text() }
/^StdOut>/ { output = text() }
/^\/UnitTestResult>/ { result() }

# What belongs to no test: a host that crashed, a fixture that could not be cleaned up. The adapter repeats each failed test here too.
/^RunInfo / { broken = attribute("outcome") == "Error" }
/^Text>/ { if (broken && text() !~ /\[FAIL\][[:space:]]*$/) trouble = trouble indent(firstLines(text())) "\n" }
/^\/RunInfo>/ { broken = 0 }
/^\/TestRun>/ {
  if (trouble != "") {
    failed++
    failures = failures "\nFAILED  the run of " FILENAME ", more in the .log beside it\n" trouble running(FILENAME)
  }
  trouble = ""
}

END {
  printf "%s%s", skips, failures
  printf "%s%d passed, %d failed", (skips failures != "" ? "\n" : ""), passed, failed
  if (skipped > 0) printf ", %d skipped", skipped
  print ""
  exit failed > 0
}

function lose(file, lines, count, i) {
  failed++
  failures = failures "\nFAILED  " file ": the run ended without results; the end of the .log beside it:\n"
  count = readLog(file, lines)
  for (i = count > 20 ? count - 19 : 1; i <= count; i++) failures = failures "  " lines[i] "\n"
}

# The tests that ran when the host ended, which vstest writes to its console only.
function running(file, lines, count, i, names) {
  count = readLog(file, lines)
  for (i = 1; i <= count && lines[i] !~ /^The tests? running when the crash occurred/; i++);
  for (i++; i <= count && lines[i] != ""; i++) names = names "    " lines[i] "\n"
  return names == "" ? "" : "  Running at that moment:\n" names
}

function readLog(file, lines, path, line, count) {
  path = file
  sub(/[^.]*$/, "log", path)
  RS = "\n"
  while ((getline line < path) > 0) lines[++count] = line
  close(path)
  RS = "<"
  return count
}

# What crashed a host comes with its whole stack.
function firstLines(value, lines, count, i, first) {
  count = split(value, lines, "\n")
  for (i = 1; i <= count && i <= 12; i++) first = first (i > 1 ? "\n" : "") lines[i]
  return first (count > 12 ? "\n..." : "")
}

function result() {
  if (outcome == "Passed") {
    passed++
  } else if (outcome == "NotExecuted") {
    skipped++
    skips = skips "SKIPPED " name ": " oneLine(message != "" ? message : output) "\n"
  } else {
    failed++
    failures = failures "\nFAILED  " name "\n" indent(message) "\n" places(stack)
    if (output != "") failures = failures "  It wrote:\n" indent(output) "\n"
  }
}

# Only lines of this repository: the others say how xunit and the framework work.
function places(trace, lines, count, i, kept) {
  count = split(trace, lines, "\n")
  for (i = 1; i <= count; i++) if (lines[i] ~ /:line [0-9]+$/) kept = kept indent(lines[i]) "\n"
  return kept
}

function attribute(key) {
  if (!match($0, " " key "=\"[^\"]*\"")) return ""
  return substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 4)
}

function text() { return decode(substr($0, index($0, ">") + 1)) }

function decode(value) {
  gsub(/\r|&#x[dD];|&#13;/, "", value)
  gsub(/&#x[aA];|&#10;/, "\n", value)
  gsub(/&#x9;|&#9;/, "\t", value)
  gsub(/&lt;/, "<", value)
  gsub(/&gt;/, ">", value)
  gsub(/&quot;/, "\"", value)
  gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  sub(/[[:space:]]+$/, "", value)
  return value
}

function indent(value) {
  gsub(/\n/, "\n  ", value)
  return "  " value
}

function oneLine(value) {
  gsub(/[[:space:]]*\n[[:space:]]*/, " ", value)
  return value
}
