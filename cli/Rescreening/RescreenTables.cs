using System.Globalization;
using Compliance.Functions.Rescreening;
using Spectre.Console;

namespace Compliance.Cli.Rescreening;

/// <summary>Runs and certificates as tables.</summary>
internal static class RescreenTables
{
    public static void Show(IAnsiConsole console, RescreeningsAnswer answer)
    {
        var table = new Table().AddColumns("run", "started", "because", "parts", "read", "screened again", "alerts", "certificate");
        foreach (var run in answer.Runs)
        {
            table.AddRow(
                Number(run.Number), Moment(run.StartedAt), run.Cause.Replace('_', ' ') + (run.InFull ? ", in full" : ""),
                    $"{Number(run.PartsDone)} of {Number(run.Parts)}",
                Number(run.SubjectsRead), Number(run.SubjectsScreened), Number(run.AlertsRaised), run.CertificateHash is { } hash
                    ? hash[..12] : "under way");
        }

        console.Write(table);
    }

    public static void Show(IAnsiConsole console, RescreenCertificate certificate)
    {
        var table = new Table().AddColumns("of the run", "");
        foreach (var (what, value) in new (string, string)[]
        {
            ("run", $"{certificate.Run.Id}, {certificate.Run.Cause}{(certificate.Run.InFull ? ", in full" : "")}"),
            ("began, ended", $"{Moment(certificate.Run.StartedAt)}, {Moment(certificate.FinishedAt)}"),
            ("lists before", certificate.Run.Before?.Corpus ?? "not known"),
            ("lists after", certificate.Run.After.Corpus),
            ("profile, engine", $"{certificate.Run.After.Profile}, {certificate.Run.After.Engine}"),
            ("parties changed", Number(certificate.PartiesChanged)),
            ("subjects present, read", $"{Number(certificate.SubjectsPresent)}, {Number(certificate.SubjectsRead)}"),
            ("screened again, with hits", $"{Number(certificate.SubjectsScreened)}, {Number(certificate.SubjectsWithHits)}"),
            ("alerts raised", Number(certificate.AlertsRaised)),
            ("verdicts opened again, good-guy entries ended", $"{Number(certificate.Reopened)}, {Number(certificate.Voided)}"),
            ("names compared", certificate.Comparisons.ToString(CultureInfo.InvariantCulture)),
            ("certificate before", certificate.Previous.Length == 0 ? "none" : certificate.Previous),
            ("certificate", certificate.Hash),
        })
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        }

        console.Write(table);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
