# Two reports of Stryker.NET: the earlier one, with the files of --rawfile again as the later one has them.

def file: sub(".*/src/ProfileTwoFactor/"; "");
($again | split("\n")) as $again
| .[0] as $earlier | .[1] as $later
| ($later.files | with_entries(select(.key | file | IN($again[])))) as $files
| if ($files | length) != ($again | map(select(. != "")) | length) then error("a file is missing in the report") else . end
| $earlier
| .files |= with_entries(select(.key | file | IN($again[]) | not))
| .files += $files
