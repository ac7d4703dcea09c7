using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Enforcement;

namespace Compliance.Functions.Networks;

/// <summary>What happened to one account of an operation.</summary>
/// <param name="Account">The account.</param>
/// <param name="Action">The action; null where none was taken.</param>
/// <param name="Why">Why none was taken; null where one was.</param>
public sealed record OperationOutcome(string Account, string? Action, string? Why);

/// <summary>An action on a whole operation, as it is stored: one proposal, and what came of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cluster">The cluster that it is about.</param>
/// <param name="Generation">The run that it rests on.</param>
/// <param name="Met">The accounts that it meets.</param>
/// <param name="LeftOut">The accounts that it leaves out, each with the reason.</param>
/// <param name="Rung">How far it goes.</param>
/// <param name="Days">For how many days; null for a termination.</param>
/// <param name="Ground">The ground.</param>
/// <param name="Clause">The rule or clause.</param>
/// <param name="Facts">The facts that the accounts are told.</param>
/// <param name="Text">Why, for the record.</param>
/// <param name="Maker">Who proposed it.</param>
/// <param name="MakerRole">In which role.</param>
/// <param name="Behind">The people behind whoever did.</param>
/// <param name="At">When.</param>
/// <param name="Status">How far it got.</param>
/// <param name="By">Who agreed or declined.</param>
/// <param name="ByRole">In which role.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Outcomes">What happened to each account.</param>
public sealed record OperationRow(string Id, string Cluster, long Generation, string[] Met, Dictionary<string, string> LeftOut, int Rung,
    int? Days, string Ground, string Clause, string Facts, string Text, string Maker, string MakerRole, string[] Behind, DateTimeOffset At,
    OperationStatus Status, string? By, string? ByRole, DateTimeOffset? DecidedAt, OperationOutcome[] Outcomes)
{
    /// <summary>The people behind who agreed, where a key or an application did.</summary>
    public string[]? ByBehind { get; init; }

    /// <summary>The salted SHA-256 of what was asked for: the same key with another wish is refused.</summary>
    public string? Wish { get; init; }

    /// <summary>What its hashes are salted with; null once its texts are erased.</summary>
    public string? Salt { get; init; }

    /// <summary>The salted SHA-256 of its texts: the log holds it, and they can go.</summary>
    public string? Said { get; init; }

    /// <summary>When its texts were erased, because somebody whom it names was; null where they were not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Every account that it names.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => Met.Concat(LeftOut.Keys);
}

/// <summary>JSON of operations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OperationRow))]
internal sealed partial class OperationRowJson : JsonSerializerContext;
