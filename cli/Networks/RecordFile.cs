using Compliance.Cli.Evaluation;
using Compliance.EnforcementCore.Networks.Linkage;

namespace Compliance.Cli.Networks;

/// <summary>A CSV of records and whose each is: one column says it, the others are compared.</summary>
internal static class RecordFile
{
    /// <summary>The fields and the records.</summary>
    /// <param name="path">The file.</param>
    /// <param name="groups">The column that says whose a record is.</param>
    /// <param name="parts">How many parts of that column, between hyphens, say it; 0 for all.</param>
    /// <param name="left">Columns that are not compared.</param>
    public static (IReadOnlyList<string> Fields, IReadOnlyList<LabelledRecord> Records) Read(string path, string groups, int parts,
        IReadOnlyCollection<string> left)
    {
        var fields = new List<string>();
        var records = new List<LabelledRecord>();
        foreach (var row in CaseFile.Rows(path))
        {
            if (fields.Count == 0)
            {
                var wrong = left.Append(groups).FirstOrDefault(column => !row.Cells.Keys.Any(key => key.Trim() == column));
                fields.AddRange(row.Cells.Keys.Where(key => key.Trim() != groups && !left.Contains(key.Trim())));
                if (wrong is not null || fields.Count == 0)
                {
                    throw new InvalidInputException(wrong is null ? $"'{path}' has no column to compare."
                        : $"'{path}' has no column {wrong}; it has {string.Join(", ", row.Cells.Keys.Select(key => key.Trim()))}.");
                }
            }

            var label = row[row.Cells.Keys.First(key => key.Trim() == groups)];
            records.Add(new LabelledRecord(parts == 0 ? label : string.Join('-', label.Split('-').Take(parts)),
                [.. fields.Select(field => RecordLevels.Folded(row[field]))]));
        }

        return records.Count == 0 ? throw new InvalidInputException($"'{path}' holds no record.")
            : ([.. fields.Select(field => field.Trim())], records);
    }
}
