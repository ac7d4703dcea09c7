using System.Text.Json;

namespace Compliance.Cli.Evaluation;

/// <summary>Reads labelled pairs in any layout the project knows, told apart by the file's name and content.</summary>
internal static class PairFile
{
    /// <summary>Reads a file; at most <paramref name="limit"/> labelled pairs.</summary>
    /// <exception cref="InvalidInputException">The file is in no known layout, or has no labelled pair.</exception>
    public static PairFileReading Read(string path, int? limit)
    {
        var pairs = new List<LabelledPair>();
        var unlabelled = 0;
        foreach (var pair in CaseFile.PlainName(path).EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? FromJson(path)
            : NamePairLayout.Read(path))
        {
            if (pairs.Count == limit)
            {
                break;
            }

            if (pair is null)
            {
                unlabelled++;
            }
            else
            {
                pairs.Add(pair);
            }
        }

        return pairs.Count > 0
            ? new PairFileReading(pairs, unlabelled)
            : throw new InvalidInputException($"'{path}' has no pair labelled match or no-match ({unlabelled} other rows).");
    }

    private static IEnumerable<LabelledPair?> FromJson(string path)
    {
        foreach (var (line, value) in CaseFile.Objects(path))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("query", out var query)
                || !value.TryGetProperty("candidate", out _))
            {
                throw new InvalidInputException($"'{path}', line {line}: a pair is an object with query, candidate and expected.");
            }

            yield return query.TryGetProperty("features", out _) ? RecordPairLayout.Read(line, value) : EntityPairLayout.Read(line, value);
        }
    }

    /// <summary>The label of a case; null where it is neither of the two that can be measured.</summary>
    internal static bool? Label(string expected) => expected switch
    {
        "match" => true,
        "no-match" => false,
        _ => null,
    };
}
