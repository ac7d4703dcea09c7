namespace Compliance.Functions.Hosting.Wire;

/// <summary>Collects what is wrong with a body, at most fifty entries: who sends more has not read the contract.</summary>
internal sealed class FieldErrors
{
    private const int Limit = 50;
    private const int ShownChars = 100;
    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(string path, string? value, string message)
    {
        if (_errors.Count < Limit)
        {
            _errors.Add(new FieldError(path, Shorten(value), message));
        }
    }

    private static string? Shorten(string? value)
        => value is { Length: > ShownChars } ? $"{value[..ShownChars]}… ({value.Length} characters)" : value;
}
