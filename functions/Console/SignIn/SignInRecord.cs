using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.SignIn;

/// <summary>Records who signed in and out, in a chain that is verified with the others: whoever asks later who could have acted has the
/// answer.</summary>
internal sealed class SignInRecord(AuditedRecords records, TimeProvider clock)
{
    private const string Target = "console";

    /// <summary>An officer signed in.</summary>
    public Task OfAsync(Officer officer, CancellationToken cancellation)
        => RecordAsync(officer.Id, "officer.signed_in", officer.Role.ToString(), cancellation);

    /// <summary>An officer's session was ended: by the officer, by the directory or by an administrator.</summary>
    /// <param name="officer">Whose.</param>
    /// <param name="by">Who ended it: <c>officer</c>, <c>directory</c>, or the caller.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task EndedAsync(OfficerId officer, string by, CancellationToken cancellation)
        => RecordAsync(officer, "officer.signed_out", by, cancellation);

    private Task RecordAsync(OfficerId officer, string act, string content, CancellationToken cancellation) =>
        records.RecordAsync(AuditedRecords.SignIns, [new AuditAct(clock.GetUtcNow(), officer.Value, act, Target, content)], cancellation);
}
