using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console;

/// <summary>The lists in force, as the console shows them.</summary>
public interface IConsoleCorpus
{
    /// <summary>The corpus in force; null while none is loaded.</summary>
    ScreeningCorpus? Current { get; }
}
