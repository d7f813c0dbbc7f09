# Where the survivors in a report of Stryker.NET are: a line for each file, as Stryker takes files and spans of characters.

def offset($lines): . as $place | ($lines[:$place.line - 1] | map(length + 1) | add // 0) + $place.column - 1;
.files | to_entries[]
| (.key | sub(".*/src/ProfileTwoFactor/"; "")) as $file
| (.value.source | split("\n")) as $lines
| [.value.mutants[] | select(.status == "Survived" or .status == "NoCoverage").location]
| unique
| select(length > 0)
| $file + (map("{\(.start | offset($lines))..\(.end | offset($lines))}") | add)
