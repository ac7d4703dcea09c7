using System.CommandLine;

namespace Compliance.Cli.Links;

/// <summary><c>links</c>: the same party on several lists.</summary>
internal static class LinksVerb
{
    public static Command Create(CliConsole console)
        => new("links", "Listings of several lists that are one party: shown, explained, severed and restored.")
    {
        LinksListVerb.Create(console),
        LinksListVerb.CreateExplain(console),
        LinksWordVerb.Create(console, sever: true),
        LinksWordVerb.Create(console, sever: false),
    };
}
