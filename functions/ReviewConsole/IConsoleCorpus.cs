using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.ReviewConsole;

/// <summary>The lists in force, as the console shows them.</summary>
public interface IConsoleCorpus
{
    /// <summary>The corpus in force; null while none is loaded.</summary>
    ScreeningCorpus? Current { get; }
}
