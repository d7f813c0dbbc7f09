# Two reports of Stryker.NET: the earlier one, in which the survivors have the status that the later one has for them.

def file: sub(".*/src/ProfileTwoFactor/"; "");
def mutant($file): [$file, .location, .mutatorName, .replacement] | tojson;
.[0] as $earlier
| ([.[1].files | to_entries[] | (.key | file) as $file | .value.mutants[]
    | select(.status | IN("Killed", "Timeout", "Survived", "NoCoverage")) | { key: mutant($file), value: .status }] | from_entries) as $later
| $earlier
| .files |= with_entries(
    (.key | file) as $file
    | .value.mutants |= map(if .status | IN("Survived", "NoCoverage") then .status = ($later[mutant($file)] // .status) else . end))
