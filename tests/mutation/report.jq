# Reads a report of Stryker.NET. Writes the line of a folder with --arg kind row, and with --arg kind survivors a line for each mutant that
# no test notices. Mutants that don't compile don't count in the score. They have a column, because Stryker gives up whole methods for some.

def counted: ["Killed", "Timeout", "Survived", "NoCoverage"];
def oneline: gsub("\\s+"; " ") | if length > 100 then .[:100] + "…" else . end;

# The files that aren't measured have ignored mutants only.
[.files | to_entries[]]
| (map(.value.mutants[] | select(.status == "CompileError")) | length) as $uncompiled
| [
  .[] | (.key | sub(".*/src/ProfileTwoFactor/"; "")) as $file | .value.mutants[]
  | select(.status as $status | counted | index($status))
  | . + { file: $file }
]
| if $kind == "row" then
    (group_by(.status) | map({ (.[0].status): length }) | add // {}) as $of
    | (counted | map($of[.] // 0)) as [$killed, $timeout, $survived, $uncovered]
    | (if length == 0 then "-" else ((($killed + $timeout) * 1000 / length | floor) / 10 | tostring) end) as $score
    | "| \($folder) | \(length) | \($killed) | \($timeout) | \($survived) | \($uncovered) | \($uncompiled) | \($score) |"
  else
    map(select(.status == "Survived" or .status == "NoCoverage"))
    | sort_by(.file, .location.start.line)[]
    | "\(.file):\(.location.start.line) \(if .status == "NoCoverage" then "no test runs it" else "survived" end), \(.mutatorName): \(.replacement // "" | oneline)"
  end
